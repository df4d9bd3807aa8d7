"""rules/letters-in.yaml as frozen values: by which words a letter is read."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from foi_rules.notices.checking.names import CUES, CueName
from foi_rules.notices.checking.phrases import Cue, PhraseError, compiled
from foi_rules.notices.names import Condition, Role

FILE = "rules/letters-in.yaml"


class WordsError(ValueError):
    """The file of words cannot be used; the message says where and what to do."""


def _readable(phrase: str) -> str:
    try:
        compiled(phrase)
    except PhraseError as error:
        raise ValueError(str(error)) from error
    return phrase


Phrase = Annotated[str, Field(min_length=1), AfterValidator(_readable)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))


class CueSpec(_Part):
    """The phrases by which something is recognised, and the wordings in which they mean something else."""

    phrases: tuple[Phrase, ...] = Field(min_length=1)
    unless: tuple[Phrase, ...] = ()


class OtherAct(_Part):
    """A section that in the Act of 2000 is about what `words` say, and the provision here on the same matter."""

    section: str
    words: tuple[Phrase, ...] = ()
    here: str


class Topic(_Part):
    """A subject of reasons: its words, and the provisions that are about it."""

    words: tuple[Phrase, ...]
    provisions: tuple[str, ...]


class LetterWords(_Part):
    """The whole of rules/letters-in.yaml."""

    format: str
    id: str
    title: str
    sources: tuple[Mapping[str, str], ...] = ()
    sign_off: Mapping[str, str] = Field(default_factory=dict)
    provisions: Mapping[str, tuple[str, ...]]
    other_act: tuple[OtherAct, ...]
    topics: Mapping[str, Topic]
    formula: frozenset[str]
    cues: Mapping[CueName, CueSpec]
    worded: Mapping[Role, tuple[str, ...]]
    signs: Mapping[Condition, tuple[str, ...]]

    @cached_property
    def compiled(self) -> Mapping[str, Cue]:
        """Return the cues by name, ready to be looked for."""
        return {name: Cue(spec.phrases, spec.unless) for name, spec in self.cues.items()}

    @cached_property
    def subjects(self) -> Mapping[str, Cue]:
        """Return the cues of the topics by name."""
        return {name: Cue(topic.words) for name, topic in self.topics.items()}


def words_from(data: Mapping[str, object]) -> LetterWords:
    """Return the words in `data`: the content of rules/letters-in.yaml, with every scalar as text.

    Raises WordsError, of one sentence, for the first thing that is missing, unknown or cannot be read.
    """
    if data.get("format") != "1":
        raise WordsError(f"{FILE}: format: this is '{data.get('format')}', and this version reads format 1")
    try:
        words = LetterWords.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise WordsError(f"{FILE}: {place}: {first['msg'].removeprefix('Value error, ')}") from error
    missing = [name for name in CUES if name not in words.cues]
    if missing:
        raise WordsError(f"{FILE}: cues: '{missing[0]}' is missing; give it phrases")
    return words
