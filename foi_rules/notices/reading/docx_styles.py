"""What the styles and the automatic numbers of a Word document say of a paragraph."""

from typing import Any, NamedTuple

from foi_rules.notices.reading.page import Kind

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_ONES = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_DEEPEST_STYLE = 20


def child(element: Any, *path: str) -> Any:
    """Return the element at the end of a path of names, or None. Names are without a namespace: Word has two."""
    for name in path:
        element = None if element is None else next(element.iterchildren(f"{{*}}{name}"), None)
    return element


def value(element: Any, name: str = "val") -> str:
    """Return an attribute by its name without a namespace, or "" (also for no element)."""
    if element is None:
        return ""
    return next((str(said) for key, said in element.items() if key.rpartition("}")[2] == name), "")


def is_on(element: Any) -> bool | None:
    """Return whether a switch is on; None if it is not there."""
    return None if element is None else value(element).lower() not in ("0", "false", "off")


class _Style(NamedTuple):
    name: str
    based_on: str
    element: Any


class Styles:
    """The styles of a document, by id."""

    def __init__(self, root: Any) -> None:
        found = () if root is None else root.iterchildren("{*}style")
        self._styles = {
            value(each, "styleId"): _Style(value(child(each, "name")).lower(), value(child(each, "basedOn")), each)
            for each in found
        }

    def chain(self, style: str) -> list[_Style]:
        """Return the style and those it is based on, nearest first."""
        chain: list[_Style] = []
        while style in self._styles and len(chain) < _DEEPEST_STYLE:
            chain.append(self._styles[style])
            style = chain[-1].based_on
        return chain

    def kind(self, paragraph: Any) -> Kind:
        """Return what a paragraph is, by its style, its outline level and whether it has a number."""
        chain = self.chain(value(child(paragraph, "pPr", "pStyle")))
        names = [style.name for style in chain]
        level = value(child(paragraph, "pPr", "outlineLvl"))
        if any(name.startswith(("heading", "title", "subtitle")) for name in names) or level in tuple("012345678"):
            return "heading"
        if any("quote" in name or name == "block text" for name in names):
            return "quote"
        is_listed = any(name.startswith(("list bullet", "list number")) for name in names)
        return "list" if is_listed or self.numbered(paragraph) else "text"

    def numbered(self, paragraph: Any) -> tuple[str, int] | None:
        """Return the numbering of a paragraph and its level, from itself or its style; None without one."""
        own = child(paragraph, "pPr", "numPr")
        chain = self.chain(value(child(paragraph, "pPr", "pStyle")))
        for given in (own, *(child(style.element, "pPr", "numPr") for style in chain)):
            number = value(child(given, "numId"))
            if number:
                level = value(child(own, "ilvl")) or value(child(given, "ilvl"))
                return None if number == "0" else (number, int(level) if level in tuple("012345678") else 0)
        return None

    def hides(self, style: str) -> bool:
        """Return whether text in the style is hidden."""
        said = (is_on(child(each.element, "rPr", "vanish")) for each in self.chain(style))
        return next((on for on in said if on is not None), False)


class _Level(NamedTuple):
    form: str
    pattern: str
    start: int


class Numbers:
    """The automatic numbers of a document: they are counted as Word counts, since the file does not hold them."""

    def __init__(self, root: Any) -> None:
        abstract = (
            {} if root is None else {value(each, "abstractNumId"): each for each in root.iterchildren("{*}abstractNum")}
        )
        numbers = () if root is None else root.iterchildren("{*}num")
        self._lists = {value(each, "numId"): value(child(each, "abstractNumId")) for each in numbers}
        self._levels = {name: _levels(each) for name, each in abstract.items()}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[str] = set()

    def mark(self, number: str, level: int) -> str:
        """Return the mark of the next paragraph with this numbering: "2. ", "(b) "; "" for a bullet."""
        name = self._lists.get(number, "")
        levels = self._levels.get(name, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(name, {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        if levels[level].form in ("bullet", "none"):
            return ""
        mark = levels[level].pattern
        for at in range(level + 1):
            known = levels.get(at, _Level("decimal", "", 1))
            mark = mark.replace(f"%{at + 1}", _figure(counts.get(at, known.start), known.form))
        return f"{mark} " if mark else ""


def _levels(abstract: Any) -> dict[int, _Level]:
    levels = {}
    for each in abstract.iterchildren("{*}lvl"):
        at, start = value(each, "ilvl"), value(child(each, "start"))
        if at in tuple("012345678"):
            first = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
            levels[int(at)] = _Level(value(child(each, "numFmt")), value(child(each, "lvlText"))[:40], first)
    return levels


def _figure(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 9)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman"):
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    return f"{number:02}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    written = ""
    for worth, letters in (*_ROMAN, *_ROMAN_ONES):
        written += letters * (number // worth)
        number %= worth
    return written
