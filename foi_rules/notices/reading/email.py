"""A letter as an e-mail: what it says above, what it quotes, and, if it only carries the letter, its attachment."""

import base64
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from foi_rules.notices.reading.apart import done_apart
from foi_rules.notices.reading.page import Fault, Line, Page, shown
from foi_rules.notices.reading.safety import format_of, no_text

_FEW_WORDS = 40  # an e-mail with fewer, and one letter attached, is a note that goes with the letter
_ORIGINAL = re.compile(r"-{2,}\s*(?:Original Message|Forwarded message|Original Appointment)\s*-{0,40}$", re.I)
_WROTE = re.compile(r"On .{4,250}\bwrote:$")
_FROM, _SENT = re.compile(r"\*?From:\*?\s"), re.compile(r"\*?(?:Sent|Date|To|Cc|Subject):\*?\s")
_FROM_SENT = re.compile(r"\*?From:\*?\s.{1,300}\b(?:Sent|Date):\*?\s")


def read(data: bytes) -> Page:
    """Return the letter in the bytes of an e-mail, or in its one attachment if the e-mail itself says little.

    Raises Fault if it is too large, has too many parts, or holds no text, also for an attachment that is broken.
    """
    mail = done_apart("eml", data)
    heads = [
        Line(number, f"{name}: {said}", "head", number, f"the '{name}' line")
        for number, (name, said) in enumerate(mail["head"], 1)
    ]
    body, unseen = _body(mail)
    names = [str(name) for name in mail["attached"]]
    words = sum(len(line.text.split()) for line in body if line.kind != "quote")
    if mail["readable"] and words < _FEW_WORDS:
        return _attachment(mail["readable"], heads, names)
    if not body:
        raise no_text()
    unseen += [_not_read(name) for name in names]
    return Page("eml", _after(heads, body), tuple(unseen))


def _not_read(name: str) -> str:
    return f"The attachment '{shown(name)}' was not read."


def _body(mail: dict[str, Any]) -> tuple[list[Line], list[str]]:
    from foi_rules.notices.reading import html, plain

    if not mail["is_html"]:
        return _quoted(plain.lines_of(mail["body"])), []
    try:
        page = html.page_of(mail["body"])
    except Fault as fault:
        if str(fault) == str(no_text()):
            return [], []
        raise
    return _quoted(page.lines), list(page.unseen)


def _attachment(readable: Sequence[str], heads: Sequence[Line], names: Sequence[str]) -> Page:
    from foi_rules.notices.reading import _page
    from foi_rules.notices.reading.sniffing import require_format

    name, data = readable[0], base64.b64decode(readable[1])
    try:
        format_ = format_of(name)
        if not data:
            raise no_text()
        require_format(data, format_, name[name.rfind(".") :])
        page = _page(format_, data)
    except Fault as fault:
        raise Fault(f"has an attachment, '{shown(name)}', that {fault}") from None
    lines = [replace(line, place=f"attachment, {line.place}") for line in page.lines]
    said = (
        f"The e-mail says little, so its attachment '{shown(name)}' was read as the letter; its own text was not read."
    )
    others = list(names)
    others.remove(name)
    return Page("eml", _after(heads, lines), (said, *page.unseen, *map(_not_read, others)))


def _after(heads: Sequence[Line], lines: Sequence[Line]) -> tuple[Line, ...]:
    return (*heads, *(replace(line, paragraph=line.paragraph + len(heads)) for line in lines))


def _quoted(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with all that follows the head of an earlier message as quoted.

    If nothing stands before that head, the e-mail only passes the letter on, and the next such head is where it ends.
    """
    heads = [at for at in range(len(lines)) if _begins_quote(lines, at)]
    if heads and heads[0] == 0:
        below = next((at for at in range(1, len(lines)) if not _is_head(lines[at].text)), len(lines))
        heads = [at for at in heads if at > below]
    at = heads[0] if heads else len(lines)
    return [*lines[:at], *(replace(line, kind="quote") for line in lines[at:])]


def _is_head(text: str) -> bool:
    return any(pattern.match(text) for pattern in (_ORIGINAL, _FROM, _SENT))


def _begins_quote(lines: Sequence[Line], at: int) -> bool:
    text = lines[at].text
    if len(text) > 600:
        return False
    if _ORIGINAL.match(text) or _WROTE.match(text) or _FROM_SENT.match(text):
        return True
    below = [line.text for line in lines[at + 1 : at + 4]]
    if _FROM.match(text):
        return any(map(_SENT.match, below))
    return text.startswith("On ") and bool(below) and _WROTE.match(f"{text} {below[0]}") is not None
