"""Yes, no and not sure as people say them, and the words that follow an answer. Nothing here knows a question."""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

YES = frozenset(("y", "yes", "yep", "yup", "yeah", "yea", "aye"))
NO = frozenset(("n", "no", "nope", "nay", "naw", "nah"))
SEPARATOR = re.compile(r"\s*(?:[,;:(]|[.!)]+(?=\s|$)|-+(?=\s|$)|\bbecause\b)")
"""What stands between an answer and its reason, in lowered text."""
NEGATION = re.compile(r"\b(?:not|no|never|none|neither|nor|without|cannot|hardly|\w+n't)\b")
MOST_OF_A_NAME, _SHORT = 80, 6

_REASON = re.compile(r"[\s,;:.!)\-\N{EN DASH}\N{EM DASH}]*(?:because\b[\s,:]*)?", re.I)
_BECAUSE = re.compile(r"\W*because\b")
_ALIKE = {
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{NO-BREAK SPACE}": " ",
    **dict.fromkeys("\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}", "-"),
}

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS: Mapping[str, int] = {
    **{word: number for number, word in enumerate(_ONES)},
    **{ten: 10 * tens for tens, ten in enumerate(_TENS, 2)},
    **{
        f"{ten}{gap}{one}": 10 * tens + number
        for tens, ten in enumerate(_TENS, 2)
        for number, one in enumerate(_ONES[1:10], 1)
        for gap in ("-", " ")
    },
}
"""Numbers in words, up to ninety-nine."""

# Short sentences that are an answer as a whole: "it is not", "there isn't any", "I don't think so".
_SURELY = re.compile(r"\b(?:certainly|definitely|clearly|really|all|just|simply) (?=\w)|(?<=\w) indeed$")
_WHO = r"(?:it|there|that|this|they|these|those|we|i|he|she)"
_VERB = r"(?:is|are|was|were|does|do|did|has|have|had|would|will|could|can|should|must)"
_NOT = r"(?:(?:is|are|was|were|does|do|did|has|have|had|would|could|should)n'?t|can'?t|cannot|won't)"
_ANY = (
    r"(?: (?:have|hold)(?: it| any| one)?| apply| exist)?"
    r"(?: (?:any(?: at all| of it|thing|one|body)?|one|so|true|the case|at all|either|be))?"
)
_AFFIRMED = rf"{_WHO} {_VERB}(?: (?:so|some|one|be|a few))?"
_DENIED = (
    rf"(?:{_WHO}(?:'s|'re| {_VERB}) not{_ANY}|(?:{_WHO} )?{_NOT}{_ANY}"
    rf"|{_WHO}(?:'s| is| are| was| were| has| have) (?:none|nothing|no such thing))"
)
_HEDGE = (
    r"(?:probably|most likely|very likely|apparently|presumably|(?:as|so) far as i know"
    r"|(?:(?:i|we) )?(?:think|believe|suppose|guess|reckon|expect|would say|should think)|i'd say|i'd think)"
)
_HEDGE_NOT = (
    r"(?:(?:(?:i|we) )?(?:don'?t|do not|wouldn'?t|would not) (?:think|believe|suppose|say|expect)|(?:(?:i|we) )?doubt)"
)
_DENYING = re.compile(
    rf"(?:well,? )?(?:{_WHO}(?:'s|'re| {_VERB}) (?:not|never|hardly|no|none|nothing)|(?:{_WHO} )?{_NOT}|{_HEDGE_NOT}"
    rf"|(?:{_WHO} )?(?:never|hardly)|not|{_HEDGE}(?: that)? (?:not|no|{_DENIED}))\b"
)
_NOBODY = re.compile(
    r"(?:nothing|none|no[ -]one|nobody|no such (?:thing|words?))(?: can be)?\b(?! (?:but|except|other)\b)"
)
_FIRM: dict[str, tuple[str, ...]] = {
    "yes": (
        "of course", "definitely", "certainly", "absolutely", "indeed", "correct", "that is right", "that's right",
        "right", "true", "sure", "very much so", "without doubt", "without a doubt", "obviously",
    ),
    "no": (
        "never", "definitely not", "certainly not", "absolutely not", "of course not", "not at all", "no way",
        "by no means", "not in the least", "under no circumstances", "wrong", "false", "untrue", "not true",
    ),
}  # fmt: skip
_GUESSED: dict[str, tuple[str, ...]] = {
    "yes": (
        rf"{_HEDGE}(?: that)?(?: so| it| yes| {_AFFIRMED})?", _AFFIRMED, r"(?:it )?seems so", "ok", "okay", "likely",
        "yess", r"no (?:doubt|question)(?: about it)?",
    ),
    "no": (
        rf"{_HEDGE}(?: that)? (?:not|no|{_DENIED})", rf"{_HEDGE_NOT}(?: that)?(?: so| it| {_AFFIRMED}{_ANY})?",
        _DENIED, r"(?:(?:very|most) )?unlikely", "not likely", "not really", "not any", "noo", "hardly",
        r"not that (?:i|we) know(?: of)?", r"not to my knowledge", r"not (?:as|so) far as i know", "not yet",
        "no longer", r"not any (?:more|longer)", r"(?:none|neither)(?: of (?:it|them|these|those))?(?: at all)?",
    ),
}  # fmt: skip
_NEW_CLAUSE = frozenset((
    "it", "its", "it's", "this", "that", "these", "those", "they", "we", "i", "he", "she", "you", "there", "the", "a",
    "an", "our", "their", "as", "since", "but", "not", "all", "only", "just", "see",
))  # fmt: skip
"""Words with which a reason begins after a bare "no"; with any other, the "no" may belong to the reason itself."""

# Ways of not knowing. A lead may be followed by words ("not sure, ask Legal"); the others stand alone.
_LEAD = re.compile(
    r"(?:(?:i|we)(?:'m| am|'re| are)? )?(?:(?:really|honestly|just|still) )?"
    r"(?:not (?:at all |quite |really |too |very |entirely )?(?:sure|certain)|unsure|uncertain"
    r"|(?:don'?t|do not|didn'?t|did not)(?: really| actually)? know|dunno|can(?:'?t|not) (?:say|tell|be sure)"
    r"|no idea|no clue|maybe|perhaps)(?![\w'-])"
)
_VAGUE = re.compile(
    r"(?:possibly|it depends|depends|it varies|sort of|kind of|more or less|yes and no|up to a point|in a way"
    r"|to some extent|could be|(?:it|they|we|he|she|there) (?:may|might)(?: not)?(?: be)?|might be|may be"
    r"|not necessarily|not exactly|not quite|partly|in part|fifty[ -]fifty|50[/-]50|n/a|not applicable|hard to say)"
    r"(?![\w'/-])"
)
_ALONE = re.compile(
    r"u|dk|idk|skip|pass|later|ask me later|come back to it|unknown|not known|unclear|not clear|n/?k|tbc|tbd"
    r"|to be (?:confirmed|checked)|to check|checking|(?:(?:i|we)(?:'ll| will| must| have to) |need to )check|\?+"
)
_ASK = re.compile(
    r"(?:please |better |must |to |(?:i|we)(?:'ll|'d| will| must| should| would) )?"
    r"(?:ask|check with|speak to|talk to|try|see|contact|wait(?:ing)? for) (?P<who>.+)"
)
_ASK_ALONE = re.compile(
    r"(?:(?:please|better|must|i'll|i will|i must|we'll|we will|we must) )?(?:ask|check with|speak to) "
)
_KNOWS = re.compile(r"(?P<who>.+?) (?:knows?|(?:can|could|will|would|may|might) (?:know|say|tell|help))\b.*")
_NO_NAME = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|would|could|may|might|should|will|can|not|no|yes|if|but"
    r"|because|nobody|whether|what|which|how|why|when|where|it|that|we|they|there|probably|likely|think|say|know|of|on|about)\b"
)


class Said(NamedTuple):
    """What was said: yes, no or unsure; the words that go with it; whether the meaning was guessed.

    `lost` tells that there were more words, which have no place beside this answer.
    """

    value: Literal["yes", "no", "unsure"]
    text: str = ""
    guessed: bool = False
    lost: bool = False


def lowered(text: str) -> str:
    """Return the text in small letters with plain quotes and dashes, letter for letter, so that places stay."""
    return "".join(_ALIKE.get(one) or (one.lower() if len(one.lower()) == 1 else one) for one in text)


def reason_in(rest: str) -> str:
    """Return the words that follow an answer, without the comma or the "because" that leads to them."""
    lead = _REASON.match(rest)
    words = rest[lead.end() if lead else 0 :].strip()
    whole = words.startswith("(") and words.find(")") == len(words) - 1
    return words[1:-1].strip() if whole else words


def parted(text: str) -> tuple[str, str]:
    """Return what stands before the first comma, dash or "because", in small letters, and the words after it."""
    lower = lowered(text)
    found = SEPARATOR.search(lower)
    return (lower[: found.start()].strip(), reason_in(text[found.start() :])) if found else (lower.strip(" .!"), "")


def first_word(text: str) -> tuple[str, str]:
    """Return the first word in small letters, "" if the text begins with none, and what follows it."""
    found = re.match(r"[\w'-]+", lowered(text))
    return (found[0], text[found.end() :]) if found else ("", text)


def unsure_in(text: str, *, loose: bool = True) -> Said | None:
    """Return "not sure" if that was said, with the name of who can say if it was given, else None.

    Not `loose` means that the text may be free words: then only what cannot be anything else counts.
    """
    lower = lowered(text)
    bare = lower.strip(" .!")
    if _ALONE.fullmatch(bare):
        return Said("unsure")
    if _VAGUE.fullmatch(bare):
        return Said("unsure", guessed=True)
    lead = _LEAD.match(lower)
    if lead:
        rest = text[lead.end() :]
        after = lower[lead.end() :]
        apart = not after.strip(" .!") or SEPARATOR.match(after) or _ASK.match(after, 1)
        if apart or loose:
            return _who_can_say(rest) if apart else Said("unsure", guessed=True, lost=True)
    if loose and _ASK_ALONE.match(bare) and _who_can_say(text).text:
        return _who_can_say(text)._replace(guessed=True)
    vague = _VAGUE.match(lower)
    if vague and loose and (SEPARATOR.match(lower[vague.end() :]) or lower[vague.end() :].startswith(" on ")):
        return Said("unsure", guessed=True, lost=True)
    return None


def _who_can_say(rest: str) -> Said:
    """Return "not sure", with who can say where the rest names them; other words are not kept, and that is told."""
    words = reason_in(rest).strip(" .!")
    lower = lowered(words)
    if not words:
        return Said("unsure")
    if _BECAUSE.match(lowered(rest)):
        return Said("unsure", guessed=True, lost=True)
    for shape in (_ASK, _KNOWS):
        found = shape.fullmatch(lower)
        if found and not _NO_NAME.match(found["who"]):
            words, lower = words[found.start("who") : found.end("who")].strip(" .,"), ""
            break
    named = len(words) <= MOST_OF_A_NAME and (not lower or (len(words.split()) <= 5 and not _NO_NAME.search(lower)))
    return Said("unsure", words) if named else Said("unsure", guessed=True, lost=True)


def yes_or_no(text: str, *, free: bool = False) -> Said | None:
    """Return yes or no if that was said, else None. `free` means that the text may be words of another kind."""
    lead, reason = parted(text)
    found = _sentence(lead) or _sentence(" ".join(_SURELY.sub("", lead).split()))
    if found:
        return None if free and reason and found.value == "yes" else found._replace(text=reason)
    word, rest = first_word(text)
    if word in YES | NO and not _another_word(word, rest, free):
        return _plain(word, rest, text)
    return None


def _sentence(lead: str) -> Said | None:
    values: tuple[Literal["yes", "no"], ...] = ("yes", "no")
    for value in values:
        if lead in _FIRM[value]:
            return Said(value)
        if any(re.fullmatch(shape, lead) for shape in _GUESSED[value]):
            return Said(value, guessed=True)
    return None


def nobody_in(text: str) -> Said | None:
    """Return no if the text begins with nothing, none or nobody, else None; a whole sentence is kept as words."""
    lower = lowered(text)
    found = _NOBODY.match(lower)
    if not found:
        return None
    rest = lower[found.end() :]
    if not rest.strip(" .!") or SEPARATOR.match(rest):
        return Said("no", reason_in(text[found.end() :]))
    return Said("no", text, guessed=True)


def denies(text: str) -> bool:
    """Return whether the text begins as a sentence that denies something: "it is not", "nobody", "I doubt"."""
    return _DENYING.match(lowered(text)) is not None


def _another_word(word: str, rest: str, free: bool) -> bool:
    """Return whether the word only begins another: "no one", "n/a"; or, in free words, "No. 7" and "N Smith"."""
    after = lowered(rest)
    if after.startswith("/") or (word == "no" and re.match(r" one\b", after)):
        return True
    number = word in ("n", "no") and re.match(r"\.?\s*[0-9]", after) is not None
    letter = len(word) == 1 and after.strip(" .!") != "" and not SEPARATOR.match(after)
    return free and (number or letter)


def _plain(word: str, rest: str, text: str) -> Said | None:
    """Return yes or no with the words after it, guessed where they doubt it; None where they take it back: "n y"."""
    value: Literal["yes", "no"] = "yes" if word in YES else "no"
    reason = reason_in(rest)
    words = re.findall(r"[\w']+", lowered(reason))
    if not words:
        return Said(value, guessed="?" in reason)
    if all(one in YES | NO | {"u", "unsure"} for one in words):
        return Said(value) if all(one in (YES if word in YES else NO) for one in words) else None
    if unsure_in(reason, loose=False):
        return None
    again = yes_or_no(reason) if len(words) <= _SHORT else None
    if again and not again.text:
        return Said(value, guessed=again.value != value)
    if words[0] in YES | NO and len(words[0]) > 1 and words[0] != word:
        return Said(value, reason, guessed=True)
    if word == "no" and not SEPARATOR.match(lowered(rest)) and words[0] not in _NEW_CLAUSE:
        return Said(value, text, guessed=True)
    return Said(value, reason)
