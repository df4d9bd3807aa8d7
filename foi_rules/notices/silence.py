"""The leak guard: a letter that says neither yes nor no may nowhere tell, or hint, which of them it is.

It reads the finished letter and not what it was made from, so that it does not matter how the words came there.
Source: FOISA s.18; EIRs regs 10(8), 11(6).
"""

from collections.abc import Iterator

from foi_rules.notices.checklist import Must
from foi_rules.notices.notice import Block, Notice, plain

# Lines of the head that the authority did not write for this letter: names and addresses.
_ASKED = "where the letter says what was asked for"
_GIVEN = ("authority", "authority-address", "addressee", "salutation")


def tells_if_held(item: Must, notice: Notice) -> Iterator[str]:
    """Yield each wording that tells or hints whether the information is held, with its place.

    A wording is looked for among the words of each text, after those that the checklist allows are taken out.
    The applicant's own words tell nothing where the letter says what was asked for, and a title that is in
    them tells nothing anywhere.
    """
    asked = plain(notice.asked)
    titles = [title for title in notice.unsaid if len(plain(title).split()) > 1 and plain(title) not in asked]
    for place, text in _texts(notice):
        words = plain(text)
        left = _without(words, (*item.allowed, *notice.law))
        for phrase in item.phrases:
            wanted = plain(phrase)
            if wanted in left and not (place == _ASKED and wanted in asked):
                yield f"'{phrase}' {place}"
        for title in titles:
            if plain(title) in words:
                yield f"'{title}' {place}, which is the name of the item in the case"


def _texts(notice: Notice) -> Iterator[tuple[str, str]]:
    """Yield every text that will be read, or that the file carries beside it, with the name of its place."""
    yield "in the title", notice.title
    yield "in the reference", notice.reference
    for line in notice.head:
        if line.role not in _GIVEN:
            yield "in the head of the letter", line.text
    heading = ""
    for block in notice.blocks:
        if block.kind == "heading":
            heading = block.text
        if block.kind != "quote":
            yield from ((_place(block, heading), text) for text in block.words)
    for text in notice.signed:
        yield "in the signature", text


def _place(block: Block, heading: str) -> str:
    if "c_request" in block.ids:
        return _ASKED
    if block.kind == "table":
        return f"in the table '{block.text}'"
    return f"under '{heading}'" if heading else "in the first paragraphs"


def _without(words: str, allowed: tuple[str, ...]) -> str:
    for one in sorted(allowed, key=len, reverse=True):
        words = words.replace(plain(one), " | ")
    return words
