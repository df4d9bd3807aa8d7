"""Checks on what is cited: is a ground named, does it exist, is it exact, is it of this country, and does it fit."""

import re
from collections.abc import Iterator
from datetime import date

from foi_rules.notices.checking.finding import Found, found
from foi_rules.notices.checking.holding import class_of
from foi_rules.notices.checking.letter import Letter
from foi_rules.notices.checking.phrases import Cue, plain_text
from foi_rules.notices.checking.provisions import Provision, steps_of
from foi_rules.notices.checking.sentences import Sentence
from foi_rules.notices.checking.told import Cited
from foi_rules.notices.checking.words import OtherAct

_LISTED = 6
_YEAR = re.compile(r"\b(19\d\d|20[0-2]\d)\b")
_RECORD = re.compile(
    r"\b(?:minutes?|reports?|letters?|notes?|papers?|memos?|records?|documents?|advice|"
    r"correspondence|emails?|contract|submissions?|briefing|dated|from|of)\b"
)
_LAPSES = {"lapsed-15": 15, "lapsed-30": 30, "lapsed-60": 60, "lapsed-100": 100}


def no_ground(letter: Letter) -> Iterator[Found]:
    """Yield each sentence that keeps something back without a ground for it.

    Source: FOISA s.16(1)(c); EIRs reg 13(b).
    """
    for one in letter.holding.uncovered:
        yield found("no-ground-cited", one.sentence, words=one.words, cite=_cite(letter, "EIRs reg 13(b)"))
    if letter.reviewed and not letter.holding.of("withholds", "cost", "request", "neither", "search", "elsewhere"):
        upheld = letter.told.that("upholds")
        if upheld and letter.whole and not letter.holding.held_back and not letter.told.any("not-held", "released"):
            yield found("no-ground-cited", upheld[0], words=letter.told.does(upheld[0], "upholds"))


def _cite(letter: Letter, eirs: str) -> str:
    return eirs if letter.regime == "eirs" else ""


def without_limb(letter: Letter) -> Iterator[Found]:
    """Yield each section that is named without its subsection or paragraph. Source: FOISA s.16(1)(c)."""
    book = letter.told.book
    for one in (*letter.grounds, *letter.holding.of("request")):
        limbs = book.limbs(one.provision)
        other = _of_other_act(letter, one) is not None
        if limbs and not other and not book.at(one.provision) and not letter.one_ground(one.provision):
            yield found(
                "section-without-limb", one.sentence, provision=_capital(one.provision.words), choices=_listed(limbs)
            )


def _listed(provisions: tuple[Provision, ...]) -> str:
    names = [one.words for one in provisions]
    if len(names) > _LISTED:
        return f"{names[0]} to {names[-1]}"
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def unknown(letter: Letter) -> Iterator[Found]:
    """Yield each provision that does not exist, and each that is only written oddly."""
    for one in letter.told.cited:
        if one.sentence.theirs or one.provision.law not in ("foisa", "eirs") or _of_other_act(letter, one):
            continue
        if not letter.told.book.known(one.provision):
            yield found("unknown-provision", one.sentence, provision=one.citation.text)
        elif one.citation.odd in ("brackets", "roman", "spelling") and one.use == "relied":
            yield found("malformed-citation", one.sentence, words=one.citation.text, provision=one.provision.words)


def other_act(letter: Letter) -> Iterator[Found]:
    """Yield each provision of the Act of 2000, or of the Regulations for the rest of the United Kingdom, that is
    relied on.
    """
    seen: set[str] = set()
    for one in letter.told.cited:
        if one.use != "relied" or one.sentence in letter.rights_zone:
            continue
        here = _of_other_act(letter, one)
        if here is not None and one.provision.cite not in seen:
            seen.add(one.provision.cite)
            yield found("other-act", one.sentence, cited=_named(one), choices=here)


def _named(one: Cited) -> str:
    law = one.provision.law if one.provision.law in ("foia", "uk-eirs") else "foia"
    name = "the Freedom of Information Act 2000" if law == "foia" else "the Environmental Information Regulations 2004"
    return f"{one.provision.words} of {name}"


def _of_other_act(letter: Letter, one: Cited) -> str | None:
    """Return the provision here on the same matter, where a citation means another Act; else None."""
    if one.provision.law == "uk-eirs":
        return Provision("eirs", one.provision.steps).words
    entry = next((entry for entry in letter.told.words.other_act if entry.section == one.provision.number), None)
    if one.provision.law == "foia":
        return entry.here if entry else "the section of the Act of 2002"
    if one.provision.law != "foisa" or entry is None or class_of(one.provision) == "search":
        return None
    return entry.here if _means_other(letter, one, entry) else None


def _means_other(letter: Letter, one: Cited, entry: OtherAct) -> bool:
    """Return whether a section of such a number, with such words beside it, is that of the Act of 2000."""
    if not entry.words:
        return class_of(one.provision) == "other" and int(entry.section) > _LAST_EXEMPTION and not one.sentence.theirs
    words = plain_text(one.citation.gloss) or one.sentence.plain
    if not Cue(entry.words).found_in(words):
        return False
    return not letter.told.book.at(one.provision) or not _fits(letter, one.provision, words)


_LAST_EXEMPTION = 41


def _fits(letter: Letter, provision: Provision, words: str) -> bool:
    """Return whether words on a provision are about what it is about here; where they say nothing of that, they fit."""
    topics = [name for name, cue in letter.told.words.subjects.items() if cue.found_in(words)]
    return not topics or any(_is_about(letter, provision, name) for name in topics)


def _is_about(letter: Letter, provision: Provision, topic: str) -> bool:
    places = [place for text in letter.told.words.topics[topic].provisions for place in steps_of(text)]
    return any(
        law == provision.law
        and (provision.steps[: len(steps)] == steps or steps[: len(provision.steps)] == provision.steps)
        for law, steps in places
    )


def does_not_fit(letter: Letter) -> Iterator[Found]:
    """Yield each section whose own title in the letter is about something else. Source: FOISA s.16(1)(c), (d)."""
    for one in letter.holding.of("withholds", "elsewhere"):
        gloss = plain_text(one.citation.gloss)
        if not gloss or len(gloss.split()) > _LISTED or _of_other_act(letter, one) is not None:
            continue
        if not _fits(letter, one.provision, gloss):
            yield found(
                "section-does-not-fit", one.sentence, provision=_capital(one.provision.words), words=one.citation.gloss
            )


def title_of_act(letter: Letter) -> Iterator[Found]:
    """Yield each name of the Act or the Regulations that has another year, or lacks the word Scotland."""
    named = {law.law for _, law in letter.told.mentions}
    for sentence, law in letter.told.mentions:
        short = law.law == "foisa" and "scotland" not in law.text.lower() and "foi" not in law.text.lower()[:4]
        english = law.law in ("foia", "uk-eirs") and not any(
            one.sentence is sentence and one.provision.law == law.law for one in letter.told.cited
        )
        if sentence.theirs or (english and sentence in letter.rights_zone):
            continue
        if law.wrong_year or short or (english and _answers_with(sentence.plain) and "foisa" not in named):
            yield found("title-of-the-act", sentence, words=law.text)


def _answers_with(text: str) -> bool:
    return bool(re.search(r"\b(?:under|with|terms of|dealt|handled|considered|purposes of|accordance)\b", text))


def wrong_regime(letter: Letter) -> Iterator[Found]:
    """Yield the sentence that looks like environmental information, where only the Act is used.

    Source: EIRs reg 5(1).
    """
    if letter.regime != "foisa" or letter.told.any("environment") or not letter.holding.withholds:
        return
    cue = letter.told.words.compiled["environmental-subject"]
    hits = [
        (one, words)
        for one in letter.told.sentences
        if one not in letter.rights_zone and (words := cue.found_in(one.plain))
    ]
    if hits:
        yield found("wrong-regime", hits[0][0], words=hits[0][1])


def no_separate_claim(letter: Letter) -> Iterator[Found]:
    """Yield the letter under the Regulations that leaves the request under the Act open. Source: FOISA s.39(2)."""
    refused = letter.holding.of("withholds", "search", "neither")
    refused = tuple(one for one in refused if one.provision.steps[:3] not in (("10", "4", "b"), ("10", "4", "c")))
    if letter.regime == "eirs" and refused and not letter.reviewed and not letter.holding.of("scope"):
        yield found("no-separate-claim", refused[0].sentence)


def no_place(letter: Letter) -> Iterator[Found]:
    """Yield section 25, or regulation 6(1)(b), without where the information is. Source: FOISA ss.15, 25(1)."""
    told = letter.told
    first = {one.provision: one for one in reversed(letter.holding.of("elsewhere"))}
    for one in reversed(first.values()):
        around = [other for other in told.own if _near(other, one) and other not in letter.rights_zone]
        if not told.that("place", among=[*around, *letter.passage(one)]):
            yield found("accessible-without-place", one.sentence, provision=_capital(one.provision.words))


def _near(sentence: Sentence, one: Cited) -> bool:
    if one.sentence.part:
        return sentence.part == one.sentence.part
    return abs(sentence.index - one.sentence.index) <= _LISTED


def no_date(letter: Letter) -> Iterator[Found]:
    """Yield section 27(1) without when it will be published, and regulation 10(4)(d) without when it is finished."""
    told = letter.told
    for one in letter.grounds:
        near, provision = letter.passage(one), one.provision
        planned = provision.law == "foisa" and provision.number == "27" and provision.steps[1:2] != ("2",)
        if planned and not told.that("published-date", among=near):
            yield found("publication-without-date", one.sentence, provision=_capital(provision.words))
        if provision == Provision("eirs", ("10", "4", "d")) and not told.that("finish", among=near):
            yield found("no-finish-date", one.sentence)


def lapsed(letter: Letter, today: date | None) -> Iterator[Found]:
    """Yield a ground that has lapsed for the year of the record that the letter names with it. Source: FOISA s.58.

    `today` is the day of the letter; without it nothing is found.
    """
    for one in letter.grounds if today else ():
        assert today is not None
        grounds = letter.told.book.at(one.provision) or letter.told.book.under(one.provision)
        spans = {_LAPSES.get((ground.lapses or "").rpartition(".")[2]) for ground in grounds}
        span = next(iter(spans)) if len(spans) == 1 else None
        years = [
            int(year)
            for place in letter.passage(one)
            if _RECORD.search(place.plain)
            for year in _YEAR.findall(place.plain)
        ]
        if span and years and max(years) + span < today.year - 1:
            yield found("lapsed-ground", one.sentence, provision=_capital(one.provision.words), year=str(max(years)))
