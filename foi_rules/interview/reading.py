"""From what a person types to a reply: yes, 2, the name of a choice, "no, because it ended in May"."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from foi_rules.interview.dates import day_in, vague_in
from foi_rules.interview.estimate import lines_in
from foi_rules.interview.prompt import UNSURE, Kind, Misread, Option, Prompt, Reply

_UNSURE = re.compile(r"(?:not sure|unsure|i am not sure|i'm not sure|don'?t know|do not know|no idea|u)[.!]?", re.I)
_REASON = re.compile(r"[\s,;:.\-\N{EN DASH}]*(?:because\b[\s,:]*)?", re.I)
_YES = {"y", "yes", "yep", "yeah", "aye"}
_NO = {"n", "no", "nope", "nay", "naw"}
_NONE = {"none", "none of these", "none of them", "nothing", "no", "n", "0", "neither", "-"}
_WEIGHTS = ("little", "some", "great")


def read(prompt: Prompt, typed: str, today: date) -> Reply:
    """Return the reply that `typed` is to the prompt. Raises Misread with one kind sentence if it is none."""
    text = typed.strip()
    if not text:
        return _nothing(prompt)
    if _UNSURE.fullmatch(text):
        if not prompt.can_be_unsure:
            raise Misread(f"This cannot be left unsure. {prompt.hint}".strip())
        return Reply(UNSURE)
    return _READERS[prompt.kind](prompt, text, today)


def _nothing(prompt: Prompt) -> Reply:
    if prompt.empty:
        return Reply(prompt.default, empty=True)
    raise Misread(prompt.hint or "One word will do; 'unsure' is an answer too, and '?' says why this is asked.")


def _text(prompt: Prompt, text: str, today: date) -> Reply:
    del prompt, today
    return Reply(text)


def _day(prompt: Prompt, text: str, today: date) -> Reply:
    """Read a day; words after it, such as "by email", are kept as the reply's text."""
    del prompt
    words = text.replace(",", " , ").split()
    complaint = ""
    for count in range(len(words), 0, -1):
        if count < len(words) and words[count][0].isdigit():
            continue
        try:
            day = day_in(" ".join(words[:count]).strip(" ,"), today)
        except ValueError as error:
            complaint = complaint or str(error)
        else:
            return Reply(day.isoformat(), _reason(" ".join(words[count:])))
    raise Misread(_sentence(complaint))


def _date(prompt: Prompt, text: str, today: date) -> Reply:
    del prompt
    try:
        return Reply(vague_in(text, today))
    except ValueError as error:
        raise Misread(_sentence(f"{error}; the year alone will do")) from None


def _number(prompt: Prompt, text: str, today: date) -> Reply:
    del prompt, today
    found = re.fullmatch(r"(?:£\s*)?(\d[\d,]*(?:\.\d+)?)", text)
    if not found:
        raise Misread(f"'{text}' is not a number; figures will do, such as 40 or 12.50.")
    return Reply(found[1].replace(",", ""))


def _cost_lines(prompt: Prompt, text: str, today: date) -> Reply:
    del prompt, today
    return Reply(lines_in(text))


def _yes_no(prompt: Prompt, text: str, today: date) -> Reply:
    del today
    word, rest = _first_word(text)
    if word in _YES | _NO:
        return Reply("yes" if word in _YES else "no", _reason(rest))
    unsure = ", no or unsure" if prompt.can_be_unsure else " or no"
    raise Misread(f"Please answer yes{unsure}. A reason may follow: no, because it ended in May.")


def _reason(rest: str) -> str:
    """Return the words that follow an answer, without the comma or the "because" that leads to them."""
    lead = _REASON.match(rest)
    return rest[lead.end() :].strip() if lead else rest.strip()


def _first_word(text: str) -> tuple[str, str]:
    found = re.match(r"[\w'-]+", text)
    return (found[0].lower(), text[found.end() :]) if found else ("", text)


def _one_of(prompt: Prompt, text: str, today: date) -> Reply:
    del today
    named = _longest(prompt.choices, text)
    if named:
        return named
    word, rest = _first_word(text)
    option = _numbered(prompt.choices, word) or _begun(prompt.choices, word)
    if option is None:
        raise Misread(f"Please give the number of a line, 1 to {len(prompt.choices)}, or its first words.")
    return Reply(option.name, _reason(rest))


def _longest(options: tuple[Option, ...], text: str) -> Reply | None:
    """Return the choice whose whole name or text stands at the front of what was typed, the longest first."""
    lower = text.lower()
    labels = [(label.lower(), one) for one in options for label in (one.name, one.text)]
    for label, one in sorted(labels, key=lambda pair: -len(pair[0])):
        if lower.startswith(label) and not lower[len(label) : len(label) + 1].isalnum():
            return Reply(one.name, _reason(text[len(label) :]))
    return None


def _numbered(options: tuple[Option, ...], word: str) -> Option | None:
    return options[int(word) - 1] if word.isdigit() and 1 <= int(word) <= len(options) else None


def _begun(options: tuple[Option, ...], word: str) -> Option | None:
    """Return the only choice whose name or text begins so, or None."""
    found = [one for one in options if word and any(part.lower().startswith(word) for part in (one.name, one.text))]
    return found[0] if len(found) == 1 else None


def _any_of(prompt: Prompt, text: str, today: date) -> Reply:
    """Read several ticks: numbers or names, with spaces or commas; a text may follow a colon."""
    del today
    ticks, _, said = text.partition(":")
    if ticks.strip().lower().rstrip(".") in _NONE:
        return Reply((), said.strip())
    if ticks.strip().lower() == "all":
        return Reply(tuple(one.name for one in prompt.choices), said.strip())
    whole = _longest(prompt.choices, ticks.strip())
    if whole and not whole.text:
        return Reply((str(whole.value),), said.strip())
    found = [_tick(prompt.choices, word) for word in re.split(r"[\s,;]+|(?<!-)\band\b(?!-)", ticks.lower()) if word]
    if None in found or not found:
        last = len(prompt.choices)
        raise Misread(f"Please give the numbers of the lines that apply (1 to {last}, such as 1 3), or none.")
    chosen = {one.name for one in found if one}
    return Reply(tuple(one.name for one in prompt.choices if one.name in chosen), said.strip())


def _tick(options: tuple[Option, ...], word: str) -> Option | None:
    word = word.strip(".")
    named = next((one for one in options if one.name == word), None)
    return named or _numbered(options, word) or _begun(options, word)


def _weight(prompt: Prompt, text: str, today: date) -> Reply:
    """Read a weight and why: "great: the run it built its depot for". A weight given before may be left out."""
    del today
    word, rest = _first_word(text)
    found = [one for one in _WEIGHTS if word and one.startswith(word)]
    if not found and prompt.default:
        return Reply(prompt.default.partition(":")[0], text)
    if not found:
        raise Misread("Begin with little, some or great, and say why: some, rivals never saw these rates.")
    return Reply(found[0], _reason(rest))


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
