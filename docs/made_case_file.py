"""The reference of case files: what the model says, and what it leaves to be said here."""

import re
from typing import Any, get_args

from made_text import MADE, table

# What a key means where the model does not say so itself.
SAID = {
    "Case.reference": "The authority's own reference for the request.",
    "Case.authority": "The authority, and what was settled about it once.",
    "Case.stage": "`review` from the day on which a requirement for review came in (s.20).",
    "Case.received": "The day on which the request was received; the clock runs from it (s.10(1)).",
    "Case.made": "The day on which it was made, if it was sent earlier.",
    "Case.as_at": "The day of deciding, if not that of receipt: whether an exemption has lapsed is judged on it.",
    "Case.law": "A day whose law applies instead of that of the request: an old case under the rules of today.",
    "Case.request": "What was asked for, in the applicant's words.",
    "Case.kinds": "What was ticked in the screening list for the whole request; `[]` is none of these.",
    "Case.answers": "Answers about the whole request, by the id of the question.",
    "Case.public_interest": "Balances at the level of the request, by ground.",
    "Case.not_claimed": "Grounds that the authority does not claim, for the whole request.",
    "Case.parts": "Parts of the request that go their own way; an answer of a part wins over that of the request.",
    "Case.items": "The items of information.",
    "Case.applicant": "How the letter addresses the applicant.",
    "Case.review": "The requirement for review, and the first answer.",
    "Case.letter": "What only the officer can say in the letter.",
    "Item.id": "Your short name for it.",
    "Item.title": "What it is, in words that can go into a letter.",
    "Item.created": "When the record was made, or the newest record kept with it.",
    "Item.answers": "Answers about this item, by the id of the question.",
    "Item.public_interest": "The balance for each qualified ground, by its id.",
    "Item.not_claimed": "Grounds that the authority does not claim for this item.",
    "Item.part": "The id of the part of the request that it belongs to.",
    "Item.hypothetical": "`yes` tests it as if it were held, to refuse without saying (s.18).",
    "Item.held_back": "It waits while the rest goes out.",
    "Part.id": "Your short name for it.",
    "Part.text": "This part of the request, in the applicant's words.",
    "Part.answers": "Answers about this part, by the id of the question.",
    "Part.public_interest": "Balances for this part, by ground.",
    "Part.not_claimed": "Grounds that the authority does not claim for this part.",
    "Authority.name": "Its name, as it stands in letters.",
    "Authority.kind": "Such as `local-authority`.",
    "Authority.answers": "Answers about the authority itself, given once.",
    "Authority.address": "Its postal address.",
    "Applicant.name": "The name as given in the request (s.8(1)(b)).",
    "Applicant.address": "The address for correspondence (s.8(1)(b)).",
    "FirstAnswer.on": "The day of the first answer.",
    "FirstAnswer.said": "What it said, in your words.",
    "FirstAnswer.faults": "What was wrong with it, each in a sentence.",
    "Review.received": "The day on which the requirement for review was received (s.21(1)).",
    "Review.did": "What the review does with the first decision (s.21(4)).",
    "Review.first_answer": "The answer under review.",
    "Letter.signed": "Who signs.",
    "Letter.reference": "The reference that the letter carries, if another than the case's.",
    "Letter.advice": "Advice and assistance for the whole request (s.15).",
    "Weighed.id": "The id of a factor of the rule file; or give `text`.",
    "Weighed.text": "A factor in your own words.",
    "Weighed.weight": "How much it weighs here.",
    "Weighed.why": "Why, in this case.",
    "Weighing.for_disclosure": "What speaks for release.",
    "Weighing.for_maintaining": "What speaks for keeping the exemption.",
    "Weighing.conclusion": "What outweighs. `even` releases (s.2(1)(b)); `unsure` escalates.",
    "Weighing.reasons": "Why, in a paragraph. Without it a conclusion for maintaining does not count.",
    "Weighing.by": "Who weighed.",
    "Weighing.on": "On which day.",
    "Unclaimed.by": "Who decided so.",
    "Unclaimed.on": "On which day.",
    "Unclaimed.why": "Why.",
    "HeldBack.by": "Who decided so.",
    "HeldBack.on": "On which day.",
    "HeldBack.why": "Why.",
}

# Mistakes in a case file that need the rules to be seen, and what to do. Those of any YAML file are in docs/checks/.
FAULTS = {
    "answer-that-does-not-fit": "A line of a file of answers (`foi interview --answers`) is no answer to its question.",
    "not-a-case": "The file holds a list or a single text. A case file holds names and values.",
    "unknown-fact": "There is no question of that id. `foi rules facts` lists them.",
    "answer-in-the-wrong-place": "The question is about the item and the answer stands under the request, or the other "
    "way round; or a tick list is answered under `answers` instead of `kinds`.",
    "computed-fact": "It is worked out from dates and never answered.",
    "wrong-answer": "The question does not have that answer.",
    "unknown-kind": "The screening list has no such tick.",
    "reserved-answer": "Only a named person of a certain kind answers this: add `by` and `on`.",
    "unknown-part": "An item names a part that the request does not have.",
    "no-part": "The request has parts, and an item does not say to which it belongs.",
    "unknown-ground": "There is no ground of that id. `foi rules list` lists them.",
    "no-balance": "The ground is not weighed: it is absolute, or no exemption.",
    "cannot-be-left-unclaimed": "The ground protects somebody else. Its questions must be answered, or the item held "
    "back.",
    "says-whether-it-is-held": "A hypothetical item must not have answers about whether it is held.",
}

CASE_INTRO = """# Case file

What `foi decide` and `foi letter` read, and `foi interview` writes. YAML or JSON; the schema for editors is
[case.schema.json](case.schema.json). Everything is read as the text that stands there. What is not known yet is left
out, or answered `unsure`.

```yaml
format: 1
reference: "2026-114"
authority: {name: Strathard Council, kind: local-authority}
received: 2026-09-07
request: The report on the reading club, and who helped at it
kinds: []                          # none of the ticks in the list for the whole request
answers:
  screening.environment: none      # a question about the whole request
items:
  - id: helpers
    title: the names of the two helpers
    created: 2026-08               # a year may do
    kinds: []                      # none of the ticks in the list for items
    answers:
      screening.people: yes        # a bare answer
      foisa.s38.less-would-do:     # an answer with the reasons that it needs
        is: yes
        reasons: That two volunteers of the library helped tells all that matters about how the club was staffed.
```

An answer is bare, or `is` with the texts that the question needs (`reasons`, `source`, `where` and so on;
`foi explain` with its id shows which), and if you like `evidence`, `by`, `on` and `how`. A judgement without its
reasons does not count yet.
"""


def case_file_page() -> str:
    """Return the reference of case files, from the model."""
    from foi_rules.model import case as model

    order = [model.Case, model.Item, model.Part, model.Weighing, model.Weighed, model.Unclaimed, model.HeldBack]
    order += [model.Authority, model.Applicant, model.Review, model.FirstAnswer, model.Letter]
    lines = [MADE, CASE_INTRO]
    for one in order:
        lines += [
            f"## {_HEADS[one.__name__]}",
            "",
            _doc_of(one),
            "",
            *table(("Key", "Value", "Meaning"), _keys(one)),
            "",
        ]
    lines += ["## What can be wrong with a case file", ""]
    lines += [
        "Each mistake is told with its line and what to do. Those of any file are in",
        "[Mistakes, by name](../checks/README.md).",
    ]
    lines += ["", *table(("Name", "What it means"), [(f"`{name}`", text) for name, text in FAULTS.items()])]
    return "\n".join(lines) + "\n"


_HEADS = {
    "Case": "The case",
    "Item": "items",
    "Part": "parts",
    "Weighing": "public_interest",
    "Weighed": "for_disclosure, for_maintaining",
    "Unclaimed": "not_claimed",
    "HeldBack": "held_back",
    "Authority": "authority",
    "Applicant": "applicant",
    "Review": "review",
    "FirstAnswer": "first_answer",
    "Letter": "letter",
}


def _doc_of(model: Any) -> str:
    text = " ".join((model.__doc__ or "").split())
    return text.replace(" Published as docs/reference/case.schema.json.", "")


def _keys(model: Any) -> list[tuple[str, str, str]]:
    rows = []
    for name, field in model.model_fields.items():
        said = SAID.get(f"{model.__name__}.{name}", field.description or "")
        if not said:
            raise SystemExit(f"docs/generate.py: say what '{name}' of {model.__name__} means, in the model or in SAID")
        rows.append((f"`{field.alias or name}`{' (needed)' if field.is_required() else ''}", _value(field), said))
    return rows


def _value(field: Any) -> str:
    text = str(field.annotation)
    for name, shown in (("Mapping", "by name"), ("tuple", "list")):
        if name in text:
            return shown
    words = re.findall(r"Literal\[([^\]]*)\]", text)
    if words:
        options = [word.strip(" '\"") for word in words[0].split(",")]
        return " or ".join(f"`{word}`" for word in options if word)
    described = {getattr(one, "description", None) for one in (field, *field.metadata, *_inner(field.annotation))}
    if any(one and ("2021-09-01" in one or "2019-06" in one) for one in described):
        return "day" if not any(one and "2019-06" in one for one in described) else "date"
    return "text" if "str" in text else "keys of its own"


def _inner(annotation: Any) -> list[Any]:
    return [meta for one in get_args(annotation) for meta in (one, *getattr(one, "__metadata__", ()))]
