"""A letter as plain text."""

import re

from foi_rules.notices.reading.page import Line, Page, cleaned, laid_out, require_short
from foi_rules.notices.reading.paragraphs import Raw, paragraphs
from foi_rules.notices.reading.safety import no_text
from foi_rules.notices.reading.words import mended

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"))
_MARKS_16 = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_QUOTED = re.compile(r"\s{0,8}((?:>\s?){1,50})")
_ENDS = re.compile(r"\r+\n|\r")  # some exports end their lines in two carriage returns


def read(data: bytes) -> Page:
    """Return the letter in the bytes of a text file. Raises Fault if it is empty or too long."""
    return page_of(decoded(data))


def page_of(text: str) -> Page:
    """Return the letter in a text. Raises Fault if it is empty or too long."""
    lines = lines_of(text)
    if not lines:
        raise no_text()
    return Page("txt", lines, ())


def lines_of(text: str) -> tuple[Line, ...]:
    """Return the lines of a plain text, in paragraphs. Raises Fault if it is too long."""
    raws = [_raw(number, line) for number, line in enumerate(split_letter(text), 1)]
    return mended(laid_out(paragraphs(raws)), broken=False)


def split_letter(text: str) -> list[str]:
    """Return the lines of a text as an editor counts them. Raises Fault for more than a letter can hold."""
    require_short(len(text))
    lines = _ENDS.sub("\n", text).split("\n")
    require_short(0, sum(map(bool, map(str.strip, lines))))
    return lines


def decoded(data: bytes) -> str:
    """Return the text of the bytes: by the byte order mark, else UTF-8, else Windows-1252 as old systems write it."""
    for mark, encoding in (*_MARKS, *_MARKS_16):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _raw(number: int, line: str) -> Raw:
    quoted = _QUOTED.match(line)
    text = cleaned(line[quoted.end() :] if quoted else line)
    return Raw(number, text, f"line {number}", quoted is not None)
