"""Choices as people make them: one with its reason, several at once, a range, none, or all but one."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from foi_rules.interview.matching import (
    Found,
    Options,
    alike,
    begins,
    begun,
    by_words,
    denying,
    exactly,
    label_at,
    numbered,
    shown,
    tokens,
    understood,
    which_of,
)
from foi_rules.interview.prompt import Misread, Option, Prompt, Reply
from foi_rules.interview.words import (
    NEGATION,
    SEPARATOR,
    first_word,
    lowered,
    nobody_in,
    parted,
    reason_in,
    unsure_in,
    yes_or_no,
)

_HEDGED = re.compile(
    r"(?:(?:probably|most likely|mostly|i think|i'd say|i would say|i believe|i guess|i suppose|only|just)\s+)+"
)
_LED = re.compile(r"(?:(?:it is|it's|that is|that's|the answer is)\s+)?(?:(?:number|option|line|answer|choice)\s+)?")
_NUMBER = re.compile(r"#?([0-9]{1,3})(?![\w%]|[.,/:][0-9])")
_RANGE = re.compile(r"#?([0-9]{1,3})\s*(?:-|\bto\b|\.\.+)\s*#?([0-9]{1,3})(?![\w%]|[.,/:][0-9])")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ORDINAL = re.compile(rf"(?:the )?({'|'.join(_ORDINALS)}|last)(?: one)?")
_EITHER = re.compile(r"\s*(?:,\s*)?(?:\bor\b|\band\b|\bbut\b|[,/&+-])\s*(?:possibly |maybe |perhaps |rather )?")
_BUT = re.compile(r"[\s,]*(?:but|except(?: for)?|apart from|other than|bar|save(?: for)?)\b\s*(?:for |not )?")
_NO_TICKS = re.compile(
    r"(?:none(?: of (?:these|them|it|those|the above))?|nothing|not any|neither|no|n|nope|nil|0|-)"
    r"(?: (?:at all|appl(?:y|ies)|fits?))?(?![\w'])"
)
_ALL_TICKS = re.compile(r"(?:all(?: of)?(?: (?:these|them|it|those|the above))?|everything|the lot|both)(?![\w'])")
_ARTICLE = re.compile(r"(?:the|an?|any)\s+")
_FIGURES_ONLY = re.compile(r"[0-9](?:[0-9\s,;&+-]|and|or)*")
_ONLY = re.compile(r"(?:only|just)\s+")
_JOIN = re.compile(r"(?:[\s,;+&.)]|(?:and|plus|also)(?![\w'-]))*")
_SAID = re.compile(r":|\(|-+(?=\s|$)|because\b")
_CHUNK = re.compile(r"(?:(?!\s+(?:and|plus|also|because)(?![\w'-])|\s-+\s)[^,;:+&(])+")
_IT_IS = re.compile(r"\s*(?:is|are|was|were|does|do|did|has|have|would|could)?[ .!]*")
_MOST_WORDS, _LONG_ENOUGH = 8, 3


def whole(prompt: Prompt, text: str) -> Reply | None:
    """Return the reply if the text is nothing but one choice, by name, text or number, or a word like it."""
    option = exactly(prompt.choices, text)
    if option is None and prompt.kind == "one-of":
        option = alike(prompt.choices, lowered(text).strip(" .!"))
    if option is None:
        return None
    return Reply((option.name,) if prompt.kind == "any-of" else option.name)


def says_a_choice(prompt: Prompt, text: str) -> bool:
    """Return whether the text begins with a choice as it is shown, whatever else its first words might mean."""
    lower = lowered(text)
    found = label_at(prompt.choices, lower, 0)
    return found is not None and len(tokens(lower[: found[1]])) >= _LONG_ENOUGH


# One choice


def one_of(prompt: Prompt, text: str) -> Reply:
    """Return the one choice that the text makes, with a reason after it. Raises Misread if it makes none, or two."""
    for way in (_as_yes_or_no, _by_label, _hedged, _by_number, _by_lead, _by_first_words):
        reply = way(prompt, text)
        if reply:
            return reply
    raise _no_choice(prompt.choices)


def _no_choice(options: Options) -> Misread:
    return Misread(f"Please give the number of a line, 1 to {len(options)}, or its first words.")


def _as_yes_or_no(prompt: Prompt, text: str) -> Reply | None:
    """Read yes and no as people say them, where these are among the choices."""
    named = {one.name: one for one in prompt.choices}
    if not {"yes", "no"} <= named.keys():
        return None
    said = yes_or_no(text) or nobody_in(text)
    if not said:
        return None
    _or_another(prompt.choices, named[said.value], lowered(first_word(text)[1]))
    return Reply(said.value, said.text, doubt=f"Understood as {said.value}." if said.guessed else "")


def _by_label(prompt: Prompt, text: str) -> Reply | None:
    found = label_at(prompt.choices, lowered(text), 0)
    return _chosen(prompt.choices, found[0], text[found[1] :]) if found else None


def _hedged(prompt: Prompt, text: str) -> Reply | None:
    """Read "probably 2" as 2, and tell it back."""
    hedge = _HEDGED.match(lowered(text))
    if not hedge:
        return None
    rest = text[hedge.end() :]
    reply = whole(prompt, rest) or one_of(prompt, rest)
    option = next(one for one in prompt.choices if one.name == reply.value)
    return replace(reply, doubt=understood(prompt.choices, [option]))


def _by_number(prompt: Prompt, text: str) -> Reply | None:
    lower = lowered(text)
    lead = _LED.match(lower)
    found = _NUMBER.match(lower, lead.end() if lead else 0)
    option = numbered(prompt.choices, found[1]) if found else None
    return _chosen(prompt.choices, option, text[found.end() :]) if found and option else None


def _chosen(options: Options, option: Option, rest: str) -> Reply:
    """Return the choice with the reason after it, told back where the two run together. Raises Misread for two."""
    lower = lowered(rest)
    _or_another(options, option, lower)
    if _IT_IS.fullmatch(lower):
        return Reply(option.name)
    apart = not lower.strip(" .!") or SEPARATOR.match(lower)
    if not apart and NEGATION.search(parted(rest)[0]):
        raise _no_choice(options)
    plain = apart and not _BUT.match(lower) and lower.strip() != "?"
    reason = "" if lower.strip() == "?" else reason_in(rest)
    if unsure_in(reason, loose=False):
        raise Misread(f"Is it {shown(options, option)}, or are you not sure? Please give one of them.")
    return Reply(option.name, reason, doubt="" if plain else understood(options, [option]))


def _or_another(options: Options, option: Option, rest: str) -> None:
    """Raise Misread if another choice is given as well."""
    other = _another(options, rest)
    if other and other is not option:
        raise which_of(options, (option, other))


def _another(options: Options, rest: str) -> Option | None:
    """Return the choice that is all that follows an "or" or a comma, by its name, text or number; or None."""
    either = _EITHER.match(rest)
    place = either.end() if either else 0
    number = _NUMBER.match(rest, place)
    label = label_at(options, rest, place)
    other, end = label or ((numbered(options, number[1]), number.end()) if number else (None, 0))
    alone = not rest[end:].strip(" .!") or SEPARATOR.match(rest[end:])
    return other if either and alone else None


def _by_lead(prompt: Prompt, text: str) -> Reply | None:
    """Read what stands before the first comma, colon or "because": a word like a choice's name, or words of it."""
    options = prompt.choices
    lead, _ = parted(text)
    parting = SEPARATOR.search(lowered(text))
    rest = text[parting.start() :] if parting else ""
    said = tokens(lead)
    first = begun(options, lead) if len(said) == 1 else []
    one = alike(options, lead) or _ordinal(options, lead) or (first[0] if len(first) == 1 else None)
    if one:
        return _chosen(options, one, rest)
    found = by_words(options, said) if len(said) <= _MOST_WORDS else Found(())
    if len(found.options) == 1:
        reply = _chosen(options, found.options[0], rest)
        return replace(reply, doubt=understood(options, found.options)) if found.guessed else reply
    if first or found.options:
        raise which_of(options, first or found.options)
    return _as_none(options, text)


def _as_none(options: Options, text: str) -> Reply | None:
    """Read no, in whatever words, as the choice that is called none. Raises Misread if another says no as well."""
    said, none = yes_or_no(text) or nobody_in(text), alike(options, "none")
    if not said or said.value != "no" or not none:
        return None
    if len(denying(options)) > 1:
        raise which_of(options, denying(options))
    return Reply(none.name, said.text, doubt=understood(options, [none]))


def _ordinal(options: Options, lead: str) -> Option | None:
    found = _ORDINAL.fullmatch(lead)
    if not found or not options:
        return None
    number = len(options) if found[1] == "last" else _ORDINALS.index(found[1]) + 1
    return options[number - 1] if number <= len(options) else None


def _by_first_words(prompt: Prompt, text: str) -> Reply | None:
    """Read a reason that runs on after the first words of a choice: "a real chance since 2022". It is told back."""
    lead, _ = parted(text)
    places = [found.end() for found in re.finditer(r"[\w']+", lead)][:_MOST_WORDS]
    if NEGATION.search(lead):
        return None
    for end in reversed(places[1:]):
        found = [one for one in prompt.choices if begins(one, tokens(lead[:end]))]
        if len(found) == 1:
            return replace(_chosen(prompt.choices, found[0], text[end:]), doubt=understood(prompt.choices, found))
    return None


# Several choices


class _Ticks(NamedTuple):
    """The lines that are ticked, those of them that were guessed, and the words after a colon."""

    chosen: tuple[Option, ...]
    guessed: tuple[Option, ...]
    text: str


def any_of(prompt: Prompt, text: str) -> Reply:
    """Return the choices that the text makes, none of them included, and words after a colon. Raises Misread."""
    options, lower = prompt.choices, lowered(text)
    if says_a_choice(prompt, text):
        return _ticked(options, _ticks(options, text))
    none, every, only = _NO_TICKS.match(lower), _ALL_TICKS.match(lower), _ONLY.match(lower)
    if any(bare and _taken_back(options, lower[bare.end() :]) for bare in (none, every)):
        raise _no_ticks(options)
    if none and _ended(lower[none.end() :]):
        return Reply((), reason_in(text[none.end() :]))
    if none and (but := _BUT.match(lower, none.end())):
        return _ticked(options, _ticks(options, text[but.end() :]))
    if every and (every[0] != "both" or len(options) == 2):
        if _ended(lower[every.end() :]):
            return Reply(tuple(one.name for one in options), reason_in(text[every.end() :]))
        if but := _BUT.match(lower, every.end()):
            left = _ticks(options, text[but.end() :])
            return _ticked(options, left._replace(chosen=tuple(one for one in options if one not in left.chosen)))
    return _ticked(options, _ticks(options, text[only.end() :] if only else text))


def _taken_back(options: Options, rest: str) -> bool:
    """Return whether "none" or "all" is followed by ticks after all: "none, 2", "all, none"."""
    bare = rest.strip(" ,;:.-")
    ticks = _FIGURES_ONLY.fullmatch(bare) or _NO_TICKS.fullmatch(bare) or _ALL_TICKS.fullmatch(bare)
    return not _BUT.match(rest) and bool(bare) and (ticks is not None or _another(options, rest) is not None)


def _ended(rest: str) -> bool:
    """Return whether nothing follows but a reason that is set apart. A "but" may take back what was said."""
    return not rest.strip(" .!") or (SEPARATOR.match(rest) is not None and not _BUT.match(rest))


def _ticked(options: Options, ticks: _Ticks) -> Reply:
    names = tuple(one.name for one in options if one in ticks.chosen)
    doubt = understood(options, [one for one in options if one in ticks.guessed]) if ticks.guessed else ""
    return Reply(names, ticks.text, doubt=doubt)


def _no_ticks(options: Options) -> Misread:
    return Misread(f"Please give the numbers of the lines that apply (1 to {len(options)}, such as 1 3), or none.")


def _ticks(options: Options, text: str) -> _Ticks:
    """Return the lines that a list names: numbers, ranges, names, or words. Raises Misread."""
    lower, place = lowered(text), 0
    chosen: list[Option] = []
    guessed: list[Option] = []
    while True:
        joint = _JOIN.match(lower, place)
        start = joint.end() if joint else place
        said = _SAID.match(lower, start)
        if start == len(lower) or (said and chosen):
            break
        apart = not chosen or lower[place:start].strip() != ""
        found, place, slip = _next(options, lower, start)
        chosen += found
        guessed += found if slip or (slip is None and not apart) else ()
    if not chosen:
        raise _no_ticks(options)
    return _Ticks(tuple(chosen), tuple(guessed), reason_in(text[start:].removeprefix(":")))


def _next(options: Options, lower: str, start: int) -> tuple[list[Option], int, bool | None]:
    """Return the lines named there, where they end, and whether a slip was put right; None if only words told."""
    if label := label_at(options, lower, start):
        return [label[0]], label[1], False
    if found := _RANGE.match(lower, start):
        return list(_between(options, int(found[1]), int(found[2]))), found.end(), False
    if found := _NUMBER.match(lower, start):
        return list(_between(options, int(found[1]), int(found[1]))), found.end(), False
    chunk = _CHUNK.match(lower, start)
    first = [one for one in options if chunk and begins(one, tokens(chunk[0]))]
    if chunk and len(first) == 1 and tokens(chunk[0]):
        return first, chunk.end(), None
    if (article := _ARTICLE.match(lower, start)) and (label := label_at(options, lower, article.end())):
        return [label[0]], label[1], False
    if chunk:
        ticked, slip = _worded(options, chunk[0])
        return ticked, chunk.end(), slip or None
    raise _no_ticks(options)


def _between(options: Options, first: int, last: int) -> Iterator[Option]:
    for number in range(min(first, last), max(first, last) + 1):
        option = numbered(options, str(number))
        if option is None:
            raise _no_ticks(options)
        yield option


def _worded(options: Options, chunk: str) -> tuple[list[Option], bool]:
    """Return the lines that words between two commas name, and whether that was guessed. Raises Misread."""
    words = re.findall(r"[\w'-]+", chunk)[: _MOST_WORDS + 1]
    plain = [_tick(options, word, alone=len(words) == 1) for word in words]
    if plain and None not in plain and not NEGATION.search(chunk):
        return [one for one in plain if one], False
    found = by_words(options, tokens(chunk)) if len(words) <= _MOST_WORDS else None
    if found and len(found.options) == 1:
        return list(found.options), found.guessed
    singly = [by_words(options, tokens(word)).options for word in words]
    if words and len(words) <= _MOST_WORDS and all(len(one) == 1 for one in singly) and not NEGATION.search(chunk):
        return [one[0] for one in singly], True
    if found and found.options:
        raise which_of(options, found.options)
    raise _no_ticks(options)


def _tick(options: Options, word: str, *, alone: bool) -> Option | None:
    option = exactly(options, word)
    first = begun(options, word) if alone or len(word) >= _LONG_ENOUGH else []
    return option or (first[0] if len(first) == 1 else None)
