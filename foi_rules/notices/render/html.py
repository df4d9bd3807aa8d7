"""A letter as one HTML file that stands alone: no scripts, nothing fetched, readable on screen and in print."""

from pathlib import Path

from foi_rules.notices.notice import Notice
from foi_rules.notices.render.links import segments

_TEMPLATE = Path(__file__).with_name("letter.html.j2")


def rendered(notice: Notice) -> bytes:
    """Return the letter as HTML in UTF-8."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
    return template.render(notice=notice, links=linked).encode()


def linked(text: str) -> str:
    """Return the text as safe HTML in which each web address is a link."""
    from markupsafe import Markup, escape

    link = Markup('<a href="{0}">{0}</a>')
    return Markup("").join(link.format(piece) if is_link else escape(piece) for piece, is_link in segments(text))
