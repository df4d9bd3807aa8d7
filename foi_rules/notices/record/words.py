"""A record in words: headings, tables and lists that any format can show, in one order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from foi_rules.engine.explain import Sentence
from foi_rules.engine.wording import outcome_words
from foi_rules.model.dates import exact_date
from foi_rules.notices.notice import Block, capital, clean, in_words, one_line
from foi_rules.notices.record.values import Balanced, Clock, LeftOut, Record, Row, Said, Search, Thing, Weight

TITLE = "Record of the decision"


@dataclass(frozen=True, slots=True)
class Tree:
    """Sentences that rest on one another, as lists within lists, under a few words that lead them in."""

    lead: str
    sentences: tuple[Sentence, ...]


Piece = Block | Tree

_CONCLUSIONS = {
    "disclosure-outweighs": "the public interest in disclosing it is heavier",
    "even": "the two are even, so it is disclosed",
    "maintaining-outweighs": "the public interest in maintaining the exemption is heavier",
    "unsure": "not sure",
    "": "not weighed yet",
}


def full_title(record: Record) -> str:
    """Return the title of the record, with the reference."""
    return f"{TITLE} ({one_line(record.reference)})" if record.reference else TITLE


def pieces_of(record: Record) -> tuple[Piece, ...]:
    """Return the whole record, piece by piece."""
    return tuple(_Pages(record).all())


def _heading(text: str, level: int = 2) -> Block:
    return Block("heading", one_line(text), level=level)


def _paragraph(text: str, lead: str = "") -> Block:
    return Block("paragraph", clean(text), lead)


def _table(caption: str, header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Block:
    body = tuple(tuple(clean(cell) for cell in row) for row in rows)
    return Block("table", caption, rows=(header, *body))


@dataclass(frozen=True, slots=True)
class _Pages:
    record: Record

    def all(self) -> Iterator[Piece]:
        yield from self._summary()
        yield from self._request()
        yield from self._clocks()
        yield from self._open()
        yield from self._things()
        yield from self._balances()
        yield from self._searches()
        yield from self._points()
        yield from self._answers()
        yield from self._considered()
        yield from self._notes()
        yield from self._made()

    def _name(self, about: str) -> str:
        """Return in words what an answer is about: the title of an item, the words of a part."""
        if about in ("request", "authority", ""):
            return {"request": "the request", "authority": "the authority"}.get(about, "")
        for thing in (*self.record.items, *self.record.parts):
            if thing.id == about:
                title = capital(one_line(thing.title))
                return title if thing.title == about else f"{title} ({about})"
        return about

    def _summary(self) -> Iterator[Piece]:
        record = self.record
        if record.authority:
            yield _paragraph(record.authority, "Authority:")
        if record.reference:
            yield _paragraph(record.reference, "Reference:")
        stage = "review of the first answer" if record.stage == "review" else "first answer"
        yield _paragraph(stage, "Stage:")
        yield _paragraph(outcome_words(record.outcome), "Outcome:")
        rows = [(self._name(one.id), outcome_words(one.outcome), _cites(one)) for one in record.items]
        if rows:
            yield _table("Each item and its outcome", ("Item", "Outcome", "Provision"), rows)

    def _request(self) -> Iterator[Piece]:
        record = self.record
        yield _heading("The request")
        how = f", {record.came_by}" if record.came_by else ""
        if record.received:
            yield _paragraph(f"{_day(record.received)}{how}", "Received:")
        if record.made:
            yield _paragraph(_day(record.made), "Made:")
        if record.request.strip():
            yield Block("quote", clean(record.request))
        if record.parts_asked:
            rows = [(name, text) for name, text in record.parts_asked]
            yield _table("The parts of the request", ("Part", "What it asks for"), rows)
        if record.proposed.strip():
            yield _paragraph(record.proposed, "An answer that was proposed, which decides nothing:")

    def _clocks(self) -> Iterator[Piece]:
        yield _heading("The time")
        if not self.record.clocks:
            yield _paragraph("The day of receipt is not written down, so no last day can be told.")
            return
        header = ("What", "Received", "Time allowed", "Last day", "Issued", "Working days taken")
        yield _table("Days and limits", header, [_clock_row(one) for one in self.record.clocks])
        for one in self.record.clocks:
            if one.late:
                told = f"It was issued on {_day(one.issued)}, after the last day ({one.cite})."
                yield _paragraph(told, f"{one.what}, late:")

    def _open(self) -> Iterator[Piece]:
        if self.record.settled:
            return
        yield _heading("What is open")
        for thing in (*self.record.parts, *self.record.items):
            rows = tuple((f"{one.question} ({one.id})",) for one in thing.missing)
            if rows:
                yield Block("list", "", f"{capital(one_line(self._name(thing.id)))}:", rows)

    def _things(self) -> Iterator[Piece]:
        yield _heading("The decision, with its reasons")
        for thing in self.record.parts:
            if thing.grounds or not self.record.items:
                yield from self._thing(thing)
        for thing in self.record.items:
            yield from self._thing(thing)

    def _thing(self, thing: Thing) -> Iterator[Piece]:
        yield _heading(self._name(thing.id) if thing.id != "request" else "The whole request", 3)
        if thing.part:
            yield _paragraph(self._name(thing.part), "Part of the request:")
        if thing.created:
            yield _paragraph(thing.created, "Made:")
        yield _paragraph(outcome_words(thing.outcome), "Outcome:")
        for ground in thing.grounds:
            if ground.reasons:
                rows = tuple((clean(reason),) for reason in ground.reasons)
                yield Block("list", "", f"Reasons written down ({ground.cite}):", rows)
        if len(thing.because) > 1 or thing.because[0].because:
            yield Tree("How it follows from the answers:", thing.because)
        for left in thing.not_claimed:
            yield _left(f"{left.what} is not claimed:", left)
        if thing.held_back:
            yield _left("Held back while the rest goes out:", thing.held_back)

    def _balances(self) -> Iterator[Piece]:
        if not self.record.balances:
            return
        yield _heading("The public interest")
        for one in self.record.balances:
            yield from self._balance(one)

    def _balance(self, one: Balanced) -> Iterator[Piece]:
        yield _heading(f"{one.cite}, for {self._name(one.about)}", 3)
        rows = [*_side("for release", one.for_disclosure), *_side("for keeping it back", one.for_maintaining)]
        if rows:
            yield _table(f"What was weighed for {one.cite}", ("Side", "What", "Weight", "Why"), rows)
        yield _paragraph(_CONCLUSIONS.get(one.conclusion, one.conclusion), "Conclusion:")
        if one.reasons.strip():
            yield _paragraph(one.reasons, "Reasons:")
        if one.by or one.on:
            yield _paragraph(", ".join(text for text in (one.by, one.on) if text), "By:")

    def _searches(self) -> Iterator[Piece]:
        if not self.record.searches:
            return
        yield _heading("The searches (section 17)")
        for one in self.record.searches:
            yield _heading(self._name(one.item), 3)
            yield from (_paragraph(text, lead) for lead, text in _search_lines(one) if text)

    def _points(self) -> Iterator[Piece]:
        if not self.record.points:
            return
        yield _heading("Duties and warnings")
        found: dict[tuple[str, str, str, str], list[str]] = {}
        for one in self.record.points:
            met = "met" if one.met else "open" if one.kind == "duty" else "stands"
            found.setdefault((one.kind, one.says, one.cite, met), []).append(self._name(one.about))
        rows = [(kind, says, cite, met, "\n".join(about)) for (kind, says, cite, met), about in found.items()]
        yield _table("What goes with the decision", ("Kind", "What", "Source", "Met", "About"), rows)

    def _answers(self) -> Iterator[Piece]:
        yield _heading("Every answer")
        for about in dict.fromkeys(one.about for one in self.record.answers):
            rows = [_answer_row(one) for one in self.record.answers if one.about == about]
            caption = f"Answers: {self._name(about)}"
            # Nothing is said of who answered in most cases; then there is more room for the answers.
            columns = 3 if any(row[2] for row in rows) else 2
            header = ("Question", "Answer", "Who, when and how")[:columns]
            yield _table(one_line(caption), header, [row[:columns] for row in rows])
        if not self.record.answers:
            yield _paragraph("Nothing is answered yet.")

    def _considered(self) -> Iterator[Piece]:
        yield _heading("Every ground that was considered")
        for thing in (*self.record.parts, *self.record.items):
            rows = _grouped(thing.considered)
            if rows:
                name = one_line(self._name(thing.id)) if thing.id != "request" else "the whole request"
                yield _table(f"Considered: {name}", ("Provision", "Result", "Because"), rows)

    def _notes(self) -> Iterator[Piece]:
        if not self.record.notes:
            return
        yield _heading("Notes")
        yield Block("list", rows=tuple((self._note(one.text, one.on, one.about),) for one in self.record.notes))

    def _note(self, text: str, on: str, about: str) -> str:
        where = f" ({self._name(about)})" if about else ""
        return clean(f"{f'{on}: ' if on else ''}{text}{where}")

    def _made(self) -> Iterator[Piece]:
        record = self.record
        yield _heading("How it was worked out")
        yield _paragraph(f"{record.version}, sha256 {record.sha256 or 'not known'}.", "Rulebook:")
        yield _paragraph(f"as in force on {record.law_on}, as stated at {record.law_stated_at}.", "Law:")
        names = " and ".join(record.engines)
        if record.disagreements:
            yield Block(
                "list", "", f"The engines ({names}) do not agree:", tuple((one,) for one in record.disagreements)
            )
        else:
            agreed = "both came to the same" if len(record.engines) > 1 else "the second engine was not there to agree"
            yield _paragraph(f"{names}; {agreed}.", "Engines:")


def _cites(thing: Thing) -> str:
    return "; ".join(ground.cite for ground in thing.grounds) or "none"


def _day(text: str) -> str:
    """Return a day as people write it, such as "7 September 2026"."""
    return in_words(exact_date(text)) if text else ""


def _clock_row(one: Clock) -> tuple[str, ...]:
    taken = "" if one.taken is None else str(one.taken)
    due = _day(one.due) or "not known"
    return (f"{one.what} ({one.cite})", _day(one.received), one.allowed, due, _day(one.issued), taken)


def _left(lead: str, left: LeftOut) -> Block:
    return _paragraph(f"{left.why} ({left.by}, {left.on})", lead)


def _side(side: str, weights: tuple[Weight, ...]) -> list[tuple[str, ...]]:
    return [(side, one.text, one.weight, one.why) for one in weights]


def _search_lines(one: Search) -> tuple[tuple[str, str], ...]:
    who = ", ".join(text for text in (one.by, one.on) if text)
    return (
        ("Where:", one.places),
        ("For which words:", one.terms),
        ("Who was asked:", one.people),
        ("Why it is not there:", one.why_not_here),
        ("What may help:", one.elsewhere),
        ("Answered by:", who),
    )


def _answer_row(one: Said) -> tuple[str, ...]:
    texts = "\n".join(f"{name.replace('-', ' ')}: {text}" for name, text in one.texts if text.strip())
    given = "\n".join(part for part in (one.answer, texts) if part)
    queried = "a thin reason, left as it was" if one.queried else ""
    who = ", ".join(part for part in (one.by, one.on, one.how, queried) if part)
    return (f"{one.question} [{one.cite}]", given, who)


def _grouped(rows: tuple[Row, ...]) -> list[tuple[str, ...]]:
    """Return the rows with those of the same result and the same answers as one, in the order of the law."""
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for row in rows:
        found.setdefault((row.result, row.because), []).append(row.cite)
    return [
        (_listed(cites), result.replace("-", " "), "; ".join(because)) for (result, because), cites in found.items()
    ]


def _listed(cites: list[str]) -> str:
    """Return provisions in a row, the law named where it changes: "FOISA s.26(a), s.26(b), EIRs reg 10(8)"."""
    laws = ("", *(cite.partition(" ")[0] for cite in cites))
    same = [before == law for before, law in pairwise(laws)]
    return ", ".join(cite.partition(" ")[2] if known else cite for cite, known in zip(cites, same, strict=True))
