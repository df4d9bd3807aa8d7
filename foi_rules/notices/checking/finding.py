"""What a check finds: the id of a defect, where, and the words that go into its message."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from foi_rules.notices.checking.sentences import Sentence

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Found:
    """One defect of one letter. `sentence` is None where what is wrong is that something is nowhere."""

    id: str
    sentence: Sentence | None = None
    values: Mapping[str, str] = field(default_factory=lambda: _NONE)
    cite: str = ""


def found(name: str, sentence: Sentence | None = None, cite: str = "", **values: str) -> Found:
    """Return a defect; `cite` where it is another provision than that of the file."""
    return Found(name, sentence, MappingProxyType(values), cite)
