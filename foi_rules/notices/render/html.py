"""A letter as one HTML file that stands alone: no scripts, nothing fetched, readable on screen and in print."""

from functools import cache
from pathlib import Path
from typing import Any

from foi_rules.notices.notice import Notice
from foi_rules.notices.render.links import segments
from foi_rules.notices.render.tables import amount_columns, is_short

_HERE = Path(__file__).parent


def rendered(notice: Notice) -> bytes:
    """Return the letter as HTML in UTF-8."""
    return page("letter.html.j2", notice=notice)


def page(template: str, **values: Any) -> bytes:
    """Return a page made from a template of this folder, in the one style of all pages, in UTF-8."""
    from markupsafe import Markup

    style = Markup((_HERE / "page.css").read_text(encoding="utf-8").strip())  # noqa: S704  our own file
    text: str = (
        _environment()
        .get_template(template)
        .render(links=linked, is_short=is_short, amount_columns=amount_columns, style=style, **values)
    )
    return text.encode()


@cache
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(_HERE, encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True, loader=loader)


def linked(text: str) -> str:
    """Return the text as safe HTML in which each web address is a link."""
    from markupsafe import Markup, escape

    link = Markup('<a href="{0}">{0}</a>')
    return Markup("").join(link.format(piece) if is_link else escape(piece) for piece, is_link in segments(text))
