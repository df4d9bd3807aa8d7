"""What each sentence of a letter does, and for what it cites each provision."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from foi_rules.notices.checking.citing import Citation, citations_in
from foi_rules.notices.checking.laws import LawName, Mention, main_law, mentions_in
from foi_rules.notices.checking.names import CueName
from foi_rules.notices.checking.phrases import Cue, plain_text
from foi_rules.notices.checking.provisions import Provision, Provisions, steps_of
from foi_rules.notices.checking.sentences import Sentence, sentences_of
from foi_rules.notices.checking.words import LetterWords
from foi_rules.notices.reading.page import Page

# relied: for what the letter does. not-relied: the letter says that it does not apply. mentioned: in passing, in the
# applicant's words, or as what is usually done.
Use = Literal["relied", "not-relied", "mentioned"]

_KEEPING = ("withheld", "exempt", "unable")
_BACK = re.compile(r"(?:that|this|it|which|neither|these|those)\b.{0,60}$")  # "That is withdrawn."
_CLAUSE = re.compile(
    r"[;:]|,?\s+\b(?:but|however|although|though|whereas|and (?:have|we|i|it|do|does|now|so|instead|therefore))\b|\.\s"
)


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation with the sentence in which it stands, and what it is used for."""

    citation: Citation
    sentence: Sentence
    use: Use

    @property
    def provision(self) -> Provision:
        """Return the provision that is cited."""
        return self.citation.provision


@dataclass(frozen=True)
class Told:
    """A whole letter as it is read: its sentences, what they cite, and by which words they are understood."""

    page: Page
    sentences: tuple[Sentence, ...]
    cited: tuple[Cited, ...]
    mentions: tuple[tuple[Sentence, Mention], ...]
    words: LetterWords
    book: Provisions
    law: LawName
    _memo: dict[tuple[int, str], str] = field(default_factory=dict, compare=False)

    def does(self, sentence: Sentence, *names: CueName) -> str:
        """Return the words by which a sentence does one of these things, or "". The applicant's words do nothing."""
        if sentence.theirs or sentence.kind == "head" or sentence.index in self.footer:
            return ""
        return next((found for name in names if (found := self._found(sentence, name))), "")

    def _found(self, sentence: Sentence, name: CueName) -> str:
        key = (sentence.index, name)
        if key not in self._memo:
            cues = self.words.compiled
            text = cues["not-kept"].taken_out_of(sentence.plain) if name in _KEEPING else sentence.plain
            self._memo[key] = cues[name].found_in(text)
        return self._memo[key]

    def that(self, *names: CueName, among: Iterable[Sentence] | None = None) -> tuple[Sentence, ...]:
        """Return the sentences that do one of these things."""
        return tuple(one for one in (self.sentences if among is None else among) if self.does(one, *names))

    def any(self, *names: CueName) -> bool:
        """Return whether any sentence does one of these things."""
        return any(self.does(one, *names) for one in self.sentences)

    def topics(self, sentence: Sentence) -> frozenset[str]:
        """Return what the sentence is about, of the topics of the words."""
        return frozenset(name for name, cue in self.words.subjects.items() if cue.found_in(sentence.plain))

    def general(self, sentence: Sentence) -> bool:
        """Return whether the sentence tells of a practice or of the law, and not of this request."""
        return bool(self.does(sentence, "practice", "law")) and not self.does(sentence, "specific")

    @cached_property
    def footer(self) -> frozenset[int]:
        """Return the numbers of the sentences at the foot of an email, which stand under every email of the
        authority.
        """
        cue = self.words.compiled["footer"]
        paragraphs = {one.paragraph for one in self.sentences if cue.found_in(one.plain)}
        return frozenset(one.index for one in self.sentences if one.paragraph in paragraphs and one.paragraph > 1)

    @cached_property
    def own(self) -> tuple[Sentence, ...]:
        """Return the sentences in which the authority says something."""
        return tuple(
            one for one in self.sentences if not one.theirs and one.kind != "head" and one.index not in self.footer
        )

    @cached_property
    def relied(self) -> tuple[Cited, ...]:
        """Return the citations on which the letter relies."""
        return tuple(one for one in self.cited if one.use == "relied")

    @cached_property
    def cited_grounds(self) -> tuple[Cited, ...]:
        """Return the citations, relied on or not, of provisions with grounds."""
        return tuple(one for one in self.cited if self.book.under(one.provision) or self.book.at(one.provision))

    def beside(self, sentence: Sentence, reach: int = 1) -> tuple[Sentence, ...]:
        """Return the sentence with those near it, in the same part: as many before and after as `reach`."""
        low, high = sentence.index - reach, sentence.index + reach
        return tuple(one for one in self.sentences[max(low, 0) : high + 1] if one.part == sentence.part)

    @cached_property
    def cut(self) -> bool:
        """Return whether the letter breaks off in the middle of a sentence."""
        body = [one for one in self.sentences if one.kind != "head"]
        if not body:
            return False
        last = body[-1].text.rstrip()
        signed = any(re.match(r"(?:yours|kind regards|regards|best wishes|sincerely)", one.plain) for one in body[-6:])
        ends = last[-1:] in ".!?:)]\"'”’*" or bool(re.search(r"(?:https?://|www\.|@)\S+$|\d$", last))
        broken = re.search(r"\S+\s+\(?(?:[a-z]\S*|[A-Z])$", last)  # a name, a title or a heading ends with a capital
        return bool(broken) and not ends and not signed and body[-1].kind in ("text", "list")

    @cached_property
    def text(self) -> str:
        """Return the whole letter as phrases are looked for in it."""
        return " ".join(one.plain for one in self.sentences)


def told_by(page: Page, words: LetterWords, book: Provisions) -> Told:
    """Return the letter on the page as it is read."""
    sentences = sentences_of(page)
    law = main_law(" ".join(one.text for one in sentences if not one.theirs))
    if law == "foia" and _ours(sentences, book):
        law = "foisa"
    bare = Told(
        page, sentences, (), tuple((one, name) for one in sentences for name in mentions_in(one.text)), words, book, law
    )
    cited = tuple(_citations(bare))
    return Told(page, sentences, cited, bare.mentions, words, book, law, bare._memo)


def _ours(sentences: Iterable[Sentence], book: Provisions) -> bool:
    """Return whether the limbs of a letter that names the Act of 2000 are all limbs of the grounds of FOISA: it is then
    the name of the Act that is wrong, not the ground.
    """
    bare = [
        one.provision
        for sentence in sentences
        if not sentence.theirs
        for one in citations_in(sentence.text, book, "foisa", None)
        if one.provision.law == "foisa" and len(one.provision.steps) > 1
    ]
    return any(len(one.steps) > 2 for one in bare) and all(book.under(one) for one in bare)


def _citations(told: Told) -> Iterator[Cited]:
    """Yield the citations of a letter, each with its use; "that Act" is the one that was named last."""
    last: LawName | None = None
    for one in told.sentences:
        for citation in citations_in(one.text, told.book, told.law, last):
            meant = _as_meant(told, one, citation)
            yield Cited(meant, one, _use(told, one, meant))
        last = next((law.law for place, law in reversed(told.mentions) if place is one), last)


def _as_meant(told: Told, sentence: Sentence, citation: Citation) -> Citation:
    """Return a section that got its law from the title of the Act of 2000 alone as one of FOISA, where the sentence is
    about what that section is about here, and not about what it is about there.
    """
    provision = citation.provision
    if provision.law != "foia" or citation.named is not None:
        return citation
    ours = replace(provision, law="foisa")
    there = [one for one in told.words.other_act if one.section == provision.number]
    if any(Cue(one.words).found_in(sentence.plain) for one in there) or not _about(told, sentence, ours):
        return citation
    return replace(citation, provision=ours)


def _about(told: Told, sentence: Sentence, provision: Provision) -> bool:
    """Return whether the sentence speaks of a topic that the provision is about."""
    return any(
        place == (provision.law, provision.steps[:1])
        for name, cue in told.words.subjects.items()
        if cue.found_in(sentence.plain)
        for text in told.words.topics[name].provisions
        for place in ((law, steps[:1]) for law, steps in steps_of(text))
    )


def _use(told: Told, sentence: Sentence, citation: Citation) -> Use:
    practice = told.does(sentence, "practice") and not told.does(sentence, "specific")
    if sentence.theirs or sentence.kind == "head" or practice:
        return "mentioned"
    return "not-relied" if _denied(told, sentence, citation) else "relied"


def _denied(told: Told, sentence: Sentence, citation: Citation) -> bool:
    """Return whether the clause of the citation, or the next if that cites nothing itself, says that it does not
    apply.
    """
    clauses = _clauses(sentence.text)
    at = next((number for number, (start, end, _) in enumerate(clauses) if start <= citation.start < end), 0)
    cue = told.words.compiled["not-relied"]
    if cue.found_in(plain_text(clauses[at][2])):
        return True
    following = clauses[at + 1][2] if at + 1 < len(clauses) else ""
    considered = re.search(
        r"\b(?:consider|look|thought|assess|previous|original|earlier|first|had)", clauses[at][2], re.IGNORECASE
    )
    if following:
        return bool(considered and cue.found_in(plain_text(following)) and not citations_in(following, told.book))
    after = told.sentences[sentence.index + 1].plain if sentence.index + 1 < len(told.sentences) else ""
    return bool(_BACK.match(after) and cue.found_in(after))


def _clauses(text: str) -> list[tuple[int, int, str]]:
    starts = [0, *(hit.end() for hit in _CLAUSE.finditer(text))]
    return [(start, end, text[start:end]) for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
