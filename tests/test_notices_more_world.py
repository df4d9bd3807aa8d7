"""What the tests of the further letters share: cases under the shipped law, with decisions made by hand."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import pytest
from test_notices_world import AUTHORITY, case_data, checklist, item

from foi_rules.engine.decide import law_for
from foi_rules.model.case import Case
from foi_rules.model.decision import Decision, ItemDecision, PartDecision, Reliance
from foi_rules.model.rulebook import Rulebook
from foi_rules.model.truth import YES
from foi_rules.notices.build import build_notice
from foi_rules.notices.notice import LetterDates, Notice, NoticeRefused
from foi_rules.notices.render import render
from foi_rules.rulebook.load import load_rulebook

Grounds = Mapping[str, Sequence[str]]
DATES = LetterDates(
    received=date(2026, 9, 7),
    reply_due=date(2026, 10, 5),
    issued=date(2026, 10, 2),
    review_request_due=date(2026, 12, 1),
    eirs_review_request_due=date(2026, 11, 27),
)
ITEM = {"disclosed": "disclose", "refused": "withhold"}


@cache
def rulebook() -> Rulebook:
    """Return the shipped rulebook."""
    return load_rulebook()


def reliances(case: Case, grounds: Grounds) -> tuple[Reliance, ...]:
    """Return the grounds as a decision cites them, with the officer's reasons."""
    law = law_for(rulebook(), case)
    return tuple(
        Reliance(
            one.id,
            one.cite,
            one.kind,
            YES,
            "maintaining-outweighs" if one.kind == "qualified" else "",
            tuple(reasons),
        )
        for name, reasons in grounds.items()
        for one in [law.grounds[name]]
    )


def decision_of(
    case: Case, items: Mapping[str, tuple[str, Grounds]], parts: Mapping[str, tuple[str, Grounds]]
) -> Decision:
    """Return a decision on the case: what became of each item and of each part, and on which grounds."""
    outcomes = {outcome for outcome, _ in parts.values()}
    return Decision(
        case.reference,
        outcomes.pop() if len(outcomes) == 1 else "partial",
        "2026-11-22",
        "0",
        "",
        ("kleene", "durable"),
        tuple(PartDecision(name, out, reliances(case, why), (), ()) for name, (out, why) in parts.items()),
        tuple(ItemDecision(name, out, reliances(case, why), (), ()) for name, (out, why) in items.items()),
        (),
        (),
    )


class Told:
    """A case of a file's data, with what was decided on its items and parts."""

    def __init__(
        self,
        data: Mapping[str, Any],
        items: Mapping[str, tuple[str, Grounds]] | None = None,
        parts: Mapping[str, tuple[str, Grounds]] | None = None,
    ) -> None:
        self.data, self.items, self.parts = dict(data), dict(items or {}), dict(parts or {})

    def decided(self) -> tuple[Case, Decision]:
        """Return the case and the decision."""
        case = Case.model_validate(self.data)
        return case, decision_of(case, self.items, self.parts)

    def notice(self, dates: LetterDates = DATES) -> Notice:
        """Return the letter."""
        case, decision = self.decided()
        return build_notice(case, decision, law_for(rulebook(), case), checklist(), dates)


# Neither yes nor no

ACCUSED = {"reasons": "anybody could find out who was accused by asking about name after name"}
SAY_NEITHER: dict[str, Any] = {
    "foisa.s18.what-it-tells": "yes would say that he was accused, no that he was not",
    "foisa.s18.reveals-against-public-interest": {"is": "yes", **ACCUSED},
    "foisa.s18.already-confirmed": {"is": "no", "looked": "the committee's papers"},
}
NEITHER_GROUNDS: Grounds = {
    "foisa.s18-1": [ACCUSED["reasons"]],
    "foisa.s34-1-a-i": ["an investigation of such a kind depends on people who speak in private"],
    "foisa.s38-1-b-first": [],
}
NEITHER_REQUEST = "Please send me any complaints about Councillor Reid."
NEITHER_LETTER = {"summary": "any complaints about Councillor Reid", "on": "2026-10-02"}


def neither(**more: Any) -> Told:
    """Return a request about a named person to which the answer is neither yes nor no."""
    hidden = item("hidden", "Two letters of May", SAY_NEITHER, hypothetical="yes")
    data = case_data(hidden | more.pop("item", {}), request=NEITHER_REQUEST, letter=NEITHER_LETTER) | more
    return Told(data, {"hidden": ("neither-confirm-nor-deny", NEITHER_GROUNDS)}, _all("neither-confirm-nor-deny"))


def neither_eirs() -> Told:
    """Return a request about a site, to which the answer under the Regulations is neither yes nor no."""
    answers = {
        "eirs.r10-8.answer-does-harm": {"is": "yes", "reasons": "a list of sites could be made by asking one by one"},
        "eirs.r10-8.harm-outweighs-saying-so": {"is": "yes", "reasons": "what is gained by knowing is small"},
    }
    data = case_data(
        item("hidden", "The store at the loch", answers, hypothetical="yes"),
        request="What is kept at the site by the loch?",
        letter={"summary": "what is kept at the site by the loch"},
    )
    grounds: Grounds = {"foisa.s39-2": [], "eirs.r10-8": [answers["eirs.r10-8.answer-does-harm"]["reasons"]]}
    return Told(data, {"hidden": ("neither-confirm-nor-deny", grounds)}, _all("neither-confirm-nor-deny"))


def _all(outcome: str, grounds: Grounds | None = None) -> dict[str, tuple[str, Grounds]]:
    return {"request": (outcome, grounds or {})}


# The request as a whole

COST: dict[str, Any] = {
    "foisa.s12.estimate": {
        "is": [
            {"what": "find and copy the files", "records": "433", "minutes": "9", "rate": "13.20"},
            {"what": "blank out what has been decided", "hours": "3", "rate": "18"},
            {"what": "postage", "cost": "14.50"},
        ],
        "worked-out": "ten files were timed on 8 September",
    },
    "foisa.s12.cheapest-way": {
        "is": "yes",
        "reasons": "no index by school exists, and the system's report lacks dates",
    },
    "foisa.s12.told-what-fits": {"is": "yes", "advice": "the files of 2025 alone would take 11 hours"},
}
COST_GROUNDS: Grounds = {"foisa.s12-1": ["no index by school exists, and the system's report lacks dates"]}
WEARING: dict[str, Any] = {
    "foisa.s14.request.history-on-file": {"is": "yes", "history": "eleven letters between 3 and 28 March 2026"},
    "foisa.s14.told-what-would-help": {"is": "yes", "advice": "we would answer a request about the spending of 2026"},
}
AGAIN: dict[str, Any] = {
    "foisa.s14.asked-before": {"is": "yes", "earlier": "of 12 August 2026, for the same contract"},
    "foisa.s14.earlier-answer": {"is": "gave-it", "answered": "on 1 September 2026, our reference 2026-88"},
    "foisa.s14.told-what-would-help": {"is": "yes", "advice": "a copy of our earlier answer is with this letter"},
}
UNCLEAR: dict[str, Any] = {
    "foisa.s1.needed": {"is": "yes", "reasons": "there are three schemes of that name"},
    "foisa.s1.asked-exactly": {"is": "yes", "questions": "do you mean the scheme of 2019, of 2022 or of 2025?"},
}
GENERAL: dict[str, Any] = {
    "eirs.r9.too-general": {"is": "yes", "reasons": "the river has forty monitoring points"},
    "eirs.r9.asked-for-more": {"is": "yes", "asked": "which stretch of the river do you mean?"},
    "eirs.r9.helped": {"is": "yes", "help": "a map of the points is on our website"},
}
GAPS: dict[str, Any] = {
    "foisa.s8.address": "no",
    "foisa.s8.describes": {"is": "no", "reasons": "it says only 'everything'"},
    "foisa.s8.told-what-is-missing": {"is": "yes", "advice": "send us an email that says what you are looking for"},
}
FEE: dict[str, Any] = {
    "foisa.s12.estimate": {
        "is": [{"what": "find the files", "hours": "20", "rate": "15"}],
        "worked-out": "timed on ten",
    },
    "foisa.s9.fee": "20",
    "foisa.s9.told-how-to-pay-less": {"is": "yes", "advice": "the files of 2025 alone are free"},
}
WHOLE: dict[str, tuple[dict[str, Any], str, Grounds]] = {
    "cost": (COST, "refused-cost", COST_GROUNDS),
    "vexatious": (WEARING, "vexatious", {"foisa.s14-1": ["answering would take six weeks of the one records officer"]}),
    "repeated": (AGAIN, "repeated", {"foisa.s14-2": ["it asks for the same three years of the same contract"]}),
    "clarification": (UNCLEAR, "clarify", {"foisa.s1-3": []}),
    "clarification-eirs": (GENERAL, "clarify", {"eirs.r9-2": []}),
    "invalid": (GAPS, "invalid", {"foisa.s8-1": []}),
    "fees": (FEE, "fees-notice", {"foisa.s9-1": []}),
}


def whole(name: str, **more: Any) -> Told:
    """Return a request that ends as a whole in one of those ways."""
    answers, outcome, grounds = WHOLE[name]
    return Told(case_data(**({"answers": answers} | more)), {}, _all(outcome, grounds))


# Under the Regulations

GREEN: dict[str, Any] = {
    "eirs.r2.subject": {"is": ["elements"], "what": "it measures the water of the burn"},
    "eirs.r2.really-about": {"is": "yes", "reasons": "every table in it is about the burn"},
}
UNDER_REGULATIONS = {
    "for_disclosure": [{"id": "as-much-there", "why": "the exceptions are no wider than the exemptions"}],
    "for_maintaining": [{"id": "one-law", "why": "everything can be decided in one letter"}],
    "conclusion": "maintaining-outweighs",
    "reasons": "nothing would be gained by a second answer",
}


def balance(reasons: str, why: str) -> dict[str, Any]:
    """Return a balance that favours keeping something back."""
    return {
        "for_disclosure": [{"text": "people drink from wells along the burn", "why": why}],
        "for_maintaining": [
            {"text": "the work can be finished in quiet", "why": "drafts were quoted as final in 2024"}
        ],
        "conclusion": "maintaining-outweighs",
        "reasons": reasons,
    }


def green_item(name: str, title: str, ground: str = "", answers: Mapping[str, Any] | None = None, **more: Any) -> Any:
    """Return an item under the Regulations, with its balances."""
    weighed = {"foisa.s39-2": UNDER_REGULATIONS}
    if ground:
        weighed[ground] = balance("the final report is due within months", "the levels of June were high")
    return item(name, title, {**GREEN, **(answers or {})}, public_interest=weighed, **more)


S39: Grounds = {"foisa.s39-2": []}
GREEN_ITEMS: dict[str, tuple[Any, tuple[str, Grounds]]] = {
    "figures": (green_item("figures", "The figures of June"), ("disclose", S39)),
    "draft": (
        green_item("draft", "The draft report", "eirs.x4d", {"eirs.r10-4.finished-by": "2026-12-15"}),
        ("withhold", {**S39, "eirs.x4d": ["the chapters on sources are still being written"]}),
    ),
    "names": (
        green_item("names", "The names of residents", replaced_by="the number of each house"),
        ("withhold", {**S39, "eirs.r11-2-a": ["the number of a house shows where the sample was taken"]}),
    ),
    "map": (
        green_item(
            "map", "A map of drains", "eirs.x4a",
            {
                "eirs.r10-4.other-authority": {"is": "yes", "body": "the water authority"},
                "eirs.r10-4.passed-on": {
                    "is": "address-given", "address": "Strathmore Water, 1 Dam Street, Strathmore",
                },
                "foisa.s17.looked-everywhere": {"is": "yes", "places": "the drawings of the roads department"},
                "foisa.s17.likely-not-here": {"is": "yes", "reasons": "drains are not our work"},
            },
        ),
        ("not-held", {**S39, "eirs.x4a": ["drains are not our work"]}),
    ),
    "register": (
        green_item(
            "register", "The register of discharges", "",
            {
                "eirs.r6.all-of-it-public": {"is": "yes", "where": "https://register.example/burn"},
                "eirs.r6.within-easy-reach": {"is": "yes", "reasons": "you wrote to us by email"},
            },
        ),
        ("elsewhere", {**S39, "eirs.r6-1-b": ["you wrote to us by email"]}),
    ),
}  # fmt: skip


def green(*names: str, **more: Any) -> Told:
    """Return a request for environmental information, with the named items (all, if none is named)."""
    chosen = names or tuple(GREEN_ITEMS)
    data = case_data(*(GREEN_ITEMS[name][0] for name in chosen), **more)
    outcomes = {GREEN_ITEMS[name][1][0] for name in chosen}
    part = {frozenset({"disclose"}): "disclosed", frozenset({"not-held"}): "not-held"}.get(
        frozenset(outcomes), "refused"
    )
    part = "partial" if "disclose" in outcomes and len(outcomes) > 1 else part
    return Told(data, {name: GREEN_ITEMS[name][1] for name in chosen}, _all(part))


# Several parts

PLAIN_ITEMS: dict[str, tuple[Any, tuple[str, Grounds]]] = {
    "minutes": (item("minutes", "The minutes of May", {}, part="two"), ("disclose", {})),
    "advice": (
        item("advice", "The lawyer's advice", {}, part="two", public_interest={"foisa.s36-1": balance("x", "y")}),
        ("withhold", {"foisa.s36-1": ["it was written by our solicitor to tell us what the law allows"]}),
    ),
    "photos": (
        item(
            "photos", "Photographs of the opening",
            {
                "foisa.s17.looked-everywhere": {"is": "yes", "places": "the press office's drive"},
                "foisa.s17.likely-not-here": {"is": "yes", "reasons": "no photographer was there"},
            },
            part="three",
        ),
        ("not-held", {"foisa.s17-1": ["no photographer was there"]}),
    ),
}  # fmt: skip
PARTS = {
    "one": "every file on school transport since 2005",
    "two": "what the committee was told in May",
    "three": "photographs of the opening",
    "four": "how clean the burn is",
    "five": "any complaints about Councillor Reid",
}
ASKED = "\n".join(f"{number}. {text}" for number, text in enumerate(PARTS.values(), start=1))


def several(*left_out: str, **more: Any) -> Told:
    """Return a request whose five parts go five ways; parts that are named are left out."""
    hidden = item("hidden", "Two letters of May", SAY_NEITHER, hypothetical="yes", part="five")
    chosen = {**PLAIN_ITEMS}
    for name in ("figures", "draft", "names"):
        chosen[name] = (GREEN_ITEMS[name][0] | {"part": "four"}, GREEN_ITEMS[name][1])
    chosen["hidden"] = (hidden, ("neither-confirm-nor-deny", NEITHER_GROUNDS))
    chosen = {name: one for name, one in chosen.items() if one[0]["part"] not in left_out}
    parts: dict[str, tuple[str, Grounds]] = {
        "one": ("refused-cost", COST_GROUNDS),
        "two": ("partial", {}),
        "three": ("not-held", {}),
        "four": ("partial", {}),
        "five": ("neither-confirm-nor-deny", {}),
    }
    data = case_data(
        *(one[0] for one in chosen.values()),
        parts=[
            {"id": name, "text": text, **({"answers": COST} if name == "one" else {})}
            for name, text in PARTS.items()
            if name not in left_out
        ],
        request=ASKED,
        letter={"summary": ""} | more.pop("letter", {}),
        **more,
    )
    kept = {name: one for name, one in parts.items() if name not in left_out}
    return Told(data, {name: one[1] for name, one in chosen.items()}, kept)


LETTERS: dict[str, Any] = {
    "neither": neither,
    "environmental-neither": neither_eirs,
    **{name: (lambda name=name: whole(name)) for name in WHOLE},
    "environmental": green,
    "environmental-refusal": lambda: green("draft", letter={"whole": "a draft that is cut up would mislead"}),
    "environmental-release": lambda: green("figures"),
    "several-parts": several,
    "several-parts-no-commissioner": lambda: several("five", authority=AUTHORITY | {"kind": "commissioner"}),
}


def text_of(told: Told | Notice, dates: LetterDates = DATES) -> str:
    """Return the whole letter as text, unwrapped."""
    notice = told.notice(dates) if isinstance(told, Told) else told
    return " ".join(render(notice, checklist(), ".txt").decode().split())


def refused(told: Told) -> tuple[str, ...]:
    """Return why there is no letter."""
    with pytest.raises(NoticeRefused) as caught:
        render(told.notice(), checklist(), ".txt")
    return caught.value.reasons
