"""How a letter looks in Word: the styles of a document of our own, and those that a template may lack."""

from typing import Any, NamedTuple

INK = "1D3557"
GREY = "8A8A8A"
HEADER = "E6EBF2"


class Look(NamedTuple):
    """How a style looks: points, spaces before and after in points, and whether it stays with what follows."""

    points: float = 11
    before: float = 0
    after: float = 8
    kept: bool = False
    bold: bool = False
    colour: str = ""


_KNOWN = {
    "Normal": Look(),
    "Heading 1": Look(15, 12, 10, kept=True, bold=True, colour=INK),
    "Heading 2": Look(13, 16, 6, kept=True, bold=True, colour=INK),
    "Heading 3": Look(11.5, 12, 4, kept=True, bold=True, colour=INK),
    "Heading 4": Look(11, 10, 4, kept=True, bold=True, colour="000000"),
    "List Bullet": Look(after=4),
    "Caption": Look(11, 10, 6, kept=True, bold=True, colour="000000"),
    "Header": Look(9, after=0, colour="444444"),
    "Footer": Look(9, after=0, colour="444444"),
}
_OWN = {
    "Letter authority": Look(18, after=2, kept=True, bold=True, colour=INK),
    "Letter authority-address": Look(10, after=18),
    "Letter addressee": Look(after=12),
    "Letter date": Look(after=0),
    "Letter reference": Look(after=18),
    "Letter salutation": Look(before=12, kept=True),
    "Letter lead": Look(after=4, kept=True),
    "Letter quote": Look(),
    "Letter cell": Look(10, 2, 2),
    "Letter close": Look(before=18, after=24, kept=True),
    "Letter signed": Look(after=0),
}
_IN_A_TEMPLATE = ("Heading 1", "Heading 2", "Heading 3", "Heading 4", "List Bullet", "Caption", *_OWN)


def dress(document: Any) -> None:
    """Give a new document all the styles of a letter."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    for name, look in _KNOWN.items():
        _give(document.styles[name], look, whole=True)
    for name, look in _OWN.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style = document.styles["Normal"], True
        _give(style, look, whole=True)
    document.styles["Normal"].paragraph_format.line_spacing = 1.15
    document.styles["Letter authority"].paragraph_format.line_spacing = 1.0
    document.styles["List Bullet"].paragraph_format.space_before = Pt(0)
    _shape(document)
    _borders(document.styles["Table Grid"])
    language(document)


def styles_for(document: Any) -> dict[str, Any]:
    """Return for each style of a letter the style of a template that stands for it.

    One that the template has is used as it is. One that it lacks is made, in the fonts of the template. Where a
    name is that of another kind of style, one of our own takes its place.
    """
    from docx.enum.style import WD_STYLE_TYPE

    found = {"Normal": document.styles.default(WD_STYLE_TYPE.PARAGRAPH)}
    for name in _IN_A_TEMPLATE:
        found[name] = _there(document, name, WD_STYLE_TYPE.PARAGRAPH) or _made(document, name)
    found["Table Grid"] = _there(document, "Table Grid", WD_STYLE_TYPE.TABLE) or _made_table(document)
    _shape(document)
    return found


def _there(document: Any, name: str, kind: Any) -> Any:
    """Return the style of the template with this name, however it writes it ("heading 2"), or None."""
    named = (style for style in document.styles if (style.name or "").lower() == name.lower())
    return next((style for style in named if style.type == kind), None)


def _free(document: Any, name: str) -> str:
    """Return a name for a new style: this one, or if a style of another kind has it, one of our own."""
    taken = any((style.name or "").lower() == name.lower() for style in document.styles)
    return f"Letter {name}" if taken else name


def _made(document: Any, name: str) -> Any:
    from docx.enum.style import WD_STYLE_TYPE

    look, free = _KNOWN.get(name) or _OWN[name], _free(document, name)
    style = document.styles.add_style(free, WD_STYLE_TYPE.PARAGRAPH, builtin=not free.startswith("Letter"))
    base = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    if base is not None:
        style.base_style = base
    style.quick_style = True
    _give(style, look, whole=False)
    if name.startswith("Heading"):
        _outline(style, int(name[-1]))
    return style


def _made_table(document: Any) -> Any:
    from docx.enum.style import WD_STYLE_TYPE

    free = _free(document, "Table Grid")
    style = document.styles.add_style(free, WD_STYLE_TYPE.TABLE, builtin=free == "Table Grid")
    _borders(style)
    return style


def _give(style: Any, look: Look, *, whole: bool) -> None:
    """Give a style its look: `whole` with font, size and colour; else only what sets it apart in a template."""
    from docx.shared import Pt, RGBColor

    font, form = style.font, style.paragraph_format
    if whole:
        font.name, font.size, font.bold, font.italic = "Arial", Pt(look.points), look.bold, False
        if look.colour:
            font.color.rgb = RGBColor.from_string(look.colour)
        _fonts(style)
    elif look.bold:
        font.bold = True
        if style.name.startswith("Heading") and look.points > 12:
            font.size = Pt(look.points)
    form.space_before, form.space_after, form.keep_with_next = Pt(look.before), Pt(look.after), look.kept


def _fonts(style: Any) -> None:
    """Name the font for every script, so that the theme's fonts of the template do not return."""
    from docx.oxml.ns import qn

    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), "Arial")


def _shape(document: Any) -> None:
    """Give our own styles what is no matter of fonts: indents, line spacing, lines that stay together."""
    from docx.shared import Mm

    styles = {style.name: style for style in document.styles if style.name in _OWN}
    styles["Letter quote"].paragraph_format.left_indent = Mm(8)
    styles["Letter cell"].paragraph_format.line_spacing = 1.0
    styles["Letter signed"].paragraph_format.keep_together = True
    styles["Letter addressee"].paragraph_format.keep_together = True


def _outline(style: Any, level: int) -> None:
    """Say which level of the outline a heading is of: what a screen reader and the table of contents go by."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level - 1))
    style.element.get_or_add_pPr().append(outline)


def _borders(style: Any) -> None:
    """Give a table style thin grey lines, and room at the sides of its cells."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = style.element.find(qn("w:tblPr"))
    if properties is None:
        properties = OxmlElement("w:tblPr")
        style.element.append(properties)
    for old in properties.findall(qn("w:tblBorders")):
        properties.remove(old)
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", GREY)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    margins = properties.find(qn("w:tblCellMar"))
    if margins is None:
        properties.append(borders)
        properties.append(_margins())
    else:
        margins.addprevious(borders)


def _margins() -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    margins = OxmlElement("w:tblCellMar")
    for side, width in (("left", "108"), ("right", "108")):
        one = OxmlElement(f"w:{side}")
        one.set(qn("w:w"), width)
        one.set(qn("w:type"), "dxa")
        margins.append(one)
    return margins


def language(document: Any) -> None:
    """Make British English the language of a document, in place of any other."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for found in list(document.styles.element.iter(qn("w:lang"))):
        found.getparent().remove(found)
    wanted = OxmlElement("w:lang")
    wanted.set(qn("w:val"), "en-GB")
    document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}").append(wanted)
