"""Bullets for a template whose list style has none."""

from typing import Any


def bullets_of(document: Any, style: Any) -> int:
    """Return the number of a list with bullets, made here; 0 if the list style of the document has its own."""
    if _has_bullets(style):
        return 0
    numbering = _numbering(document)
    kind = max((int(one) for one in _ids(numbering, "abstractNum", "abstractNumId")), default=-1) + 1
    number = max((int(one) for one in _ids(numbering, "num", "numId")), default=0) + 1
    _define(numbering, kind)
    _use(numbering, kind, number)
    return number


def _has_bullets(style: Any) -> bool:
    from docx.oxml.ns import qn

    seen = 0
    while style is not None and seen < 20:
        properties = style.element.pPr
        if properties is not None and properties.find(qn("w:numPr")) is not None:
            return True
        style, seen = style.base_style, seen + 1
    return False


def _ids(numbering: Any, tag: str, name: str) -> list[str]:
    from docx.oxml.ns import qn

    found = [one.get(qn(f"w:{name}"), "") for one in numbering.iterfind(qn(f"w:{tag}"))]
    return [one for one in found if one.isdigit()]


def _numbering(document: Any) -> Any:
    """Return the lists of the document; an empty part for them is added where there is none."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.oxml import OxmlElement
    from docx.parts.numbering import NumberingPart

    try:
        return document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
    except KeyError:
        element = OxmlElement("w:numbering")
        name = PackURI("/word/numbering.xml")
        part = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, element, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        return element


def _define(numbering: Any, kind: int) -> None:
    from docx.oxml.ns import nsdecls, qn
    from docx.oxml.parser import parse_xml

    made = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{kind}"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\u2022"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
    )
    first = next((one for one in numbering if one.tag in (qn("w:num"), qn("w:numIdMacAtCleanup"))), None)
    if first is None:
        numbering.append(made)
    else:
        first.addprevious(made)


def _use(numbering: Any, kind: int, number: int) -> None:
    from docx.oxml.ns import nsdecls, qn
    from docx.oxml.parser import parse_xml

    made = parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{kind}"/></w:num>')
    last = numbering.find(qn("w:numIdMacAtCleanup"))
    if last is None:
        numbering.append(made)
    else:
        last.addprevious(made)
