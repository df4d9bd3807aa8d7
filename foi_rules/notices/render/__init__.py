"""A letter in the format of a file: one door, and the gate stands in it."""

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from foi_rules.notices.checklist import Checklist
from foi_rules.notices.gate import require_complete
from foi_rules.notices.notice import Notice

if TYPE_CHECKING:
    from foi_rules.notices.render.docx_template import Letterhead

# Each format is a module with a function `rendered(notice) -> bytes`, imported when it is first used.
FORMATS: Mapping[str, str] = MappingProxyType({".docx": "docx", ".html": "html", ".md": "markdown", ".txt": "text"})


def render(notice: Notice, checklist: Checklist, suffix: str, letterhead: "Letterhead | None" = None) -> bytes:
    """Return the letter as the bytes of a file with this suffix: .docx, .html, .md or .txt (text in UTF-8).

    With a letterhead a .docx is that document, filled in. Equal letters give equal bytes. Raises NoticeRefused if
    the letter lacks something that it must say, whatever the format, ValueError for another suffix, and
    TemplateRefused, a ValueError, for a letterhead that cannot be used.
    """
    require_complete(notice, checklist)
    name = FORMATS.get(suffix.lower())
    if name is None:
        raise ValueError(f"a letter cannot be written as '{suffix}'; use one of {', '.join(FORMATS)}")
    if letterhead is not None and suffix.lower() == ".docx":
        from foi_rules.notices.render.docx_template import filled_in

        return filled_in(notice, letterhead)
    rendered: Callable[[Notice], bytes] = import_module(f"{__name__}.{name}").rendered
    return rendered(notice)
