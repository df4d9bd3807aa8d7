"""From what a person types to a reply: yes, 2, the name of a choice, "no, because it ended in May", "not sure"."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches

from foi_rules.interview.choosing import any_of, one_of, says_a_choice, whole
from foi_rules.interview.dates import NoDate, dated_in, day_in
from foi_rules.interview.estimate import EXAMPLE, amount_in, lines_in
from foi_rules.interview.matching import begun, exactly
from foi_rules.interview.prompt import UNSURE, Kind, Misread, Prompt, Reply
from foi_rules.interview.words import (
    NO,
    SEPARATOR,
    YES,
    Said,
    denies,
    first_word,
    lowered,
    nobody_in,
    reason_in,
    unsure_in,
    yes_or_no,
)

_WEIGHTS = ("little", "some", "great")
_FREE: tuple[Kind, ...] = ("text", "lines")
_CHOICES: tuple[Kind, ...] = ("one-of", "any-of")
_CAME = re.compile(r"^(?:(?:it|we|they) )?(?:came|got it|received(?: it)?|arrived|reached us|sent(?: it)?)[\s,]+", re.I)
_TIME = re.compile(r"\d{1,2}[:.]\d{2}(?:am|pm)?")
_MOST_OF_A_DAY, _SHOWN = 8, 40


def read(prompt: Prompt, typed: str, today: date) -> Reply:
    """Return the reply that `typed` is to the prompt. Raises Misread with one kind sentence if it is none."""
    text = typed.strip()
    if not text:
        return _nothing(prompt)
    if prompt.kind not in _FREE:
        text = " ".join(text.split())
    choosing = prompt.kind in _CHOICES
    chosen = whole(prompt, text) if choosing else None
    if chosen:
        return chosen
    unsure = None if choosing and says_a_choice(prompt, text) else unsure_in(text, loose=prompt.kind not in _FREE)
    # Lines are pasted, so that only a bare "not sure" is one; and what has to be told may begin with any words.
    if unsure and not (prompt.kind in _FREE and (unsure.text or unsure.lost) and _is_text(prompt)):
        return _not_sure(prompt, unsure)
    return _READERS[prompt.kind](prompt, text, today)


def _is_text(prompt: Prompt) -> bool:
    return prompt.kind == "lines" or not prompt.can_be_unsure


def _nothing(prompt: Prompt) -> Reply:
    if prompt.empty:
        return Reply(prompt.default, empty=True)
    raise Misread(prompt.hint or "One word will do; 'unsure' is an answer too, and '?' says why this is asked.")


def _not_sure(prompt: Prompt, said: Said) -> Reply:
    """Return "not sure"; its text names who can say. Raises Misread where that is no answer."""
    if not prompt.can_be_unsure:
        enter = f"Enter alone stands for: {prompt.empty}." if prompt.empty else ""
        how = prompt.hint or enter
        raise Misread(f"This cannot be left unsure. {how[:1].upper()}{how[1:]}".strip())
    lost = "; to name who can say, write: unsure, ask Legal" if said.lost else ""
    return Reply(UNSURE, said.text, doubt=f"Understood as not sure{lost}." if said.guessed else "")


def _text(prompt: Prompt, text: str, today: date) -> Reply:
    del prompt, today
    return Reply(text)


def _day(prompt: Prompt, text: str, today: date) -> Reply:
    """Read a day; words before or after it, such as "by email", are kept as the reply's text."""
    del prompt
    complaint = ""
    for said, rest in _parts(text):
        try:
            found = day_in(said, today)
        except NoDate as error:
            complaint = complaint or str(error)
        except ValueError as error:
            raise Misread(_sentence(str(error))) from None
        else:
            return Reply(found.written, _way(rest), doubt=found.doubt)
    raise Misread(_sentence(complaint))


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Yield what may be the day, the longest first, and the words beside it. No date is cut in two."""
    words = re.sub(r"([,;()])", r" \1 ", text).split()
    yield text, ""
    for count in range(min(len(words) - 1, _MOST_OF_A_DAY), 0, -1):
        if not words[count][0].isdigit() or _TIME.fullmatch(words[count]):
            yield " ".join(words[:count]), " ".join(words[count:])
        if not words[-count - 1][0].isdigit():
            yield " ".join(words[-count:]), " ".join(words[:-count])


def _way(words: str) -> str:
    words = reason_in(re.sub(r"\s+([,;.)])", r"\1", words).replace("( ", "("))
    return re.sub(r"[\s,;(]+(?:on(?: the)?|the)?$", "", _CAME.sub("", words))


def _date(prompt: Prompt, text: str, today: date) -> Reply:
    del prompt
    try:
        found = dated_in(text, today)
    except NoDate as error:
        raise Misread(_sentence(f"{error}; the year alone will do")) from None
    except ValueError as error:
        raise Misread(_sentence(str(error))) from None
    return Reply(found.written, doubt=found.doubt)


def _number(prompt: Prompt, text: str, today: date) -> Reply:
    del prompt, today
    found = amount_in(text)
    return Reply(found.figures, found.text, doubt=found.doubt)


def _cost_lines(prompt: Prompt, text: str, today: date) -> Reply:
    del prompt, today
    lines = lines_in(text)
    if not lines:
        raise Misread(f"There is no line of an estimate yet; write lines such as: {EXAMPLE}.")
    return Reply(lines)


def _yes_no(prompt: Prompt, text: str, today: date) -> Reply:
    del today
    said = nobody_in(text) or yes_or_no(text, free=bool(prompt.blank))
    if said:
        return Reply(said.value, said.text, doubt=f"Understood as {said.value}." if said.guessed else "")
    if prompt.blank and re.search(r"\w", text):
        return _filled(prompt, text)
    raise _neither(prompt)


def _neither(prompt: Prompt) -> Misread:
    unsure = ", no or unsure" if prompt.can_be_unsure else " or no"
    return Misread(f"Please answer yes{unsure}. A reason may follow: no, because it ended in May.")


def _filled(prompt: Prompt, text: str) -> Reply:
    """Return yes with the words that fill the blank. Raises Misread for words that may deny that there are any.

    A blank so filled may open a ground, so that it is never filled by a sentence that says no.
    """
    word, rest = first_word(text)
    numbered = word in NO and rest.lstrip(" .")[:1].isdigit()
    if numbered or denies(text):
        begun_so = "yes" if numbered else "no"
        raise Misread(f"Is that a yes or a no? Please begin with one of them: {begun_so}, {_brief(text)}.")
    if word not in YES | NO:
        return Reply("yes", text)
    following, _ = first_word(rest.lstrip(" ."))
    if len(word) > 1 or len(following) <= 1 or following in YES | NO:
        raise _neither(prompt)
    return Reply("yes", text, doubt=f"Understood as yes: {_brief(text)}.")


def _brief(text: str) -> str:
    return text.rstrip(" .") if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip(' .')}..."


def _one_of(prompt: Prompt, text: str, today: date) -> Reply:
    del today
    return one_of(prompt, text)


def _any_of(prompt: Prompt, text: str, today: date) -> Reply:
    del today
    return any_of(prompt, text)


def _weight(prompt: Prompt, text: str, today: date) -> Reply:
    """Read a weight and why: "great: the run it built its depot for". A weight given before may be left out."""
    del today
    word, rest = first_word(re.sub(r"^(?:a|very) (?=little|great)", "", text, flags=re.I))
    apart = not rest.strip(" .!") or SEPARATOR.match(lowered(rest)) is not None
    close = get_close_matches(word, _WEIGHTS, 1, 0.7) if apart and len(word) > 3 else []
    found = [one for one in _WEIGHTS if word == one or (word and apart and one.startswith(word))] or close
    if prompt.default and not (found and apart):
        # The weight was given before and only its reason is asked for: "some rivals never saw these rates".
        return Reply(prompt.default.partition(":")[0], text)
    if not found:
        raise Misread("Begin with little, some or great, and say why: some, rivals never saw these rates.")
    return Reply(found[0], reason_in(rest), doubt=f"Understood as {found[0]}." if found is close else "")


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


_READERS: Mapping[Kind, Callable[[Prompt, str, date], Reply]] = {
    "text": _text,
    "lines": _text,
    "day": _day,
    "date": _date,
    "number": _number,
    "cost-lines": _cost_lines,
    "yes-no": _yes_no,
    "one-of": _one_of,
    "any-of": _any_of,
    "weight": _weight,
}


# Several lines answered in one go

_ONE_WHOLE: tuple[Kind, ...] = ("text", "lines", "cost-lines")
_ANY_DAY = date(2100, 1, 1)
"""Whether words can be read is all that counts here, so that any day will do on which no year lies ahead."""
_QUOTED = re.compile(r"\"[^\"]*(?:\"|$)|\u201c[^\u201d]*(?:\u201d|$)")
_LETTERS = re.compile(r"[ynu]{2,8}", re.I)


def several(lines: Sequence[Prompt], typed: str) -> tuple[str, ...] | None:
    """Return the answers to the first lines of a card that were typed in one go, or None if it is one answer.

    They stand between semicolons ("none; no, it is only figures; all"), or are bare words and numbers
    ("n n y", "nny"). A semicolon that may stand in a reason parts nothing: what follows it must be a plain
    answer to its line, and free words never are.
    """
    if len(lines) < 2 or lines[0].kind in _ONE_WHOLE or not typed.strip():
        return None
    return _bare_words(lines, typed) or _between_semicolons(lines, typed)


def _between_semicolons(lines: Sequence[Prompt], typed: str) -> tuple[str, ...] | None:
    # What stands in quotation marks is kept whole: there a semicolon parts nothing.
    open_text = _QUOTED.sub(lambda found: "-" * len(found[0]), typed.rstrip("; \n"))
    ends = [*(found.start() for found in re.finditer(";", open_text)), len(open_text)]
    starts = [0, *(end + 1 for end in ends)]
    pieces = [typed[start:end].strip() for start, end in zip(starts, ends, strict=False)]
    if not 2 <= len(pieces) <= len(lines) or _reads(lines[0], pieces[0]) is None:
        return None
    plain = all(_plainly(line, piece) for line, piece in zip(lines[1:], pieces[1:], strict=False))
    return tuple(pieces) if plain else None


def _reads(line: Prompt, typed: str) -> Reply | None:
    try:
        return read(line, typed, _ANY_DAY)
    except Misread:
        return None


def _plainly(line: Prompt, piece: str) -> bool:
    """Return whether the piece can only be an answer to the line: not free words, and nothing guessed."""
    reply = _reads(line, piece)
    if reply is None or reply.doubt or line.kind in _ONE_WHOLE:
        return False
    return not (line.blank and reply.value == "yes" and first_word(piece)[0] not in YES)


def _bare_words(lines: Sequence[Prompt], typed: str) -> tuple[str, ...] | None:
    words = [word for word in re.split(r"[\s,]+", typed.strip(" ,.\n")) if word]
    alone = _reads(lines[0], typed)
    if alone and not alone.text and not alone.doubt and not _repeated(words):
        return None
    if ";" in typed:
        return None
    if len(words) == 1 and _LETTERS.fullmatch(words[0]):
        words = list(words[0])
    if not 2 <= len(words) <= len(lines) or any(line.kind not in ("yes-no", *_CHOICES) for line in lines):
        return None
    after = [*words[1:], ""]
    return tuple(words) if all(map(_is_bare, lines, words, after)) else None


def _repeated(words: Sequence[str]) -> bool:
    """Return whether it is yes or no said again and again, which reads as one answer and is one to each line."""
    return len(words) > 1 and all(word.lower() in YES | NO for word in words)


def _is_bare(line: Prompt, word: str, after: str) -> bool:
    """Return whether the word is a whole answer to the line; a tick only if the next word cannot be one as well."""
    reply = _reads(line, word)
    if reply is None or reply.doubt or reply.text:
        return False
    if reply.unsure or line.kind == "yes-no":
        return True
    known = exactly(line.choices, word) is not None or bool(begun(line.choices, word.lower()))
    if line.kind == "any-of":
        next_one = _reads(line, after) if after else None
        return reply.value == () or ((known or word.lower() == "all") and not (next_one and next_one.value))
    return known
