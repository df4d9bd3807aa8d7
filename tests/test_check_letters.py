"""What `foi check` makes of letters: the founding one, and traps that must not mislead it."""

import pytest

from foi_rules import Report, check_text

RIGHTS = (
    "\n\nIf you are dissatisfied you may ask us for a review: write to foi@authority.example "
    "within 40 working days and say "
    "what is wrong. After that you can apply to the Scottish Information Commissioner within six "
    "months, www.foi.scot. Our "
    "procedure for complaints is on our website."
)
FOUNDING = (
    "Dear Ms Smith\n\nQuestion 3: the 2019 report cannot be released, as it remains a confidential document."
    "\n\nYours sincerely"
)


def _ids(report: Report, *grave: str) -> set[str]:
    return {one.id for one in report.defects if not grave or one.severity in grave}


def test_the_letter_that_started_the_project_is_told_all_that_it_lacks() -> None:
    report = check_text(FOUNDING)
    assert report.names_no_ground
    assert {
        "no-ground-cited",
        "bare-label",
        "no-public-interest",
        "no-review-right",
        "no-commissioner-right",
        "parts-not-considered",
    } <= _ids(report)
    first = next(one for one in report.defects if one.id == "no-ground-cited")
    assert (first.line, first.cite, first.severity) == (3, "FOISA s.16(1)(c)", "breach")
    assert first.sentence == "Question 3: the 2019 report cannot be released, as it remains a confidential document."


SOUND = {
    "nothing kept back": "We enclose everything that you asked for. Nothing has been withheld and no redactions were "
    "made.",
    "the applicant's words": (
        'You asked: "Why was the report withheld, and under which exemption?"\n\nThe report is enclosed in full.'
    ),
    "a practice": "We attach the policy. It says that names of junior staff are normally redacted under "
    "section 38(1)(b).",
    "an exemption that does not apply": (
        "We considered section 36(2) but decided that it does not apply, and the letters are attached in full."
    ),
    "one that is withdrawn": "We no longer rely on section 33(1)(b). The price list is enclosed.",
    "a confidential helpline": "The confidential helpline took 1,940 calls last year. The reports are attached.",
    "exempt in another sense": "The hall has been exempt from non-domestic rates since 2016.",
    "the law in general": "Where exemptions apply, an authority may refuse a request. The figures for 2019 are "
    "attached.",
    "another Act": "Under section 35(2) of the Housing (Scotland) Act 1987 the list is open to all. It is attached.",
    "the UK regulator, rightly": (
        "Our cameras are registered with the Information Commissioner's Office under data protection "
        "law. The log is attached."
    ),
    "a footer": "The figures are attached.\n\nThis email may contain confidential material; if you received "
    "it in error you "
    "must not disclose it.",
}


@pytest.mark.parametrize("name", SOUND)
def test_what_keeps_nothing_back_is_not_said_to(name: str) -> None:
    report = check_text(f"Dear Sir\n\n{SOUND[name]}\n\nYours sincerely")
    assert (report.withholds, report.names_no_ground, _ids(report, "breach", "weakness")) == (False, False, set())


HELD_BACK = [
    "We are not in a position to share the tender documents.",
    "The names have been taken out of the copy.",
    "This part has been blanked out.",
    "Individual rates will not be released.",
    "We would prefer not to send you the notes.",
    "The file is commercially sensitive and therefore cannot be made available.",
    "Under data protection we can't tell you who they were.",
    "The appendix stays confidential.",
    "Your request for the minutes has been declined.",
]


@pytest.mark.parametrize("text", HELD_BACK)
def test_what_is_kept_back_without_a_ground_is_found_in_whatever_words(text: str) -> None:
    report = check_text(f"Dear Sir\n\nThe report is enclosed. {text}{RIGHTS}")
    assert report.names_no_ground
    assert report.held_back[0].sentence == text


def test_a_ground_for_one_part_does_not_cover_another() -> None:
    text = "1. The names are exempt under section 38(1)(b), as they are children.\n2. The prices are withheld."
    assert [one.sentence for one in check_text(text + RIGHTS).defects if one.id == "no-ground-cited"] == [
        "2. The prices are withheld."
    ]


def test_a_letter_that_breaks_off_is_not_blamed_for_what_may_follow() -> None:
    report = check_text("1. Figures are given.\n2. We cannot release the report because it would")
    assert not report.names_no_ground
    assert report.unseen[0] == "The letter breaks off in the middle of a sentence; what follows was not seen."
    assert report.review_right == "not-seen"


def test_not_held_is_not_kept_back() -> None:
    report = check_text("I am unable to provide this information, as we do not hold it (section 17(1))." + RIGHTS)
    assert (report.withholds, report.not_held_notice, report.says_not_held) == (False, True, True)
    assert _ids(report) == set()


def test_the_time_limits_are_the_laws() -> None:
    wrong = RIGHTS.replace("40 working days", "28 days").replace("six months", "two months")
    report = check_text("We do not hold this (section 17(1))." + wrong)
    assert [one.message for one in report.defects if one.id == "wrong-time-limit"] == [
        "'28 days' is not the time that the law gives: 40 working days to ask for a review.",
        "'two months' is not the time that the law gives: six months to apply to the Commissioner.",
    ]


def test_the_same_letter_gives_the_same_report() -> None:
    assert check_text(FOUNDING) == check_text(FOUNDING)
    assert check_text(FOUNDING).model_dump_json() == check_text(FOUNDING).model_dump_json()


def test_an_old_letter_is_read_with_the_law_as_it_is_stated() -> None:
    report = check_text(
        "3 May 2006\n\nThe names are exempt under section 38(1)(b), as neighbours would know them." + RIGHTS
    )
    assert report.grounds == ("FOISA s.38(1)(b)",)


def test_an_exemption_that_has_lapsed_is_told_by_the_dates_in_the_letter() -> None:
    text = "6 October 2021\n\nThe minute of 14 March 1998 is exempt under section 30(b)(ii), as its authors are living."
    assert "lapsed-ground" in _ids(check_text(text + RIGHTS))
    assert "lapsed-ground" not in _ids(check_text(text.replace("1998", "2019") + RIGHTS))


def test_a_summary_in_brackets_is_not_held_to_name_what_the_letter_itself_may_name() -> None:
    retold = check_text("Dear Sir\n\nThere is one complaint. (Refuses the rest as confidential.)\n\nB. Example\n")
    assert retold.withholds
    assert not retold.names_no_ground
    assert retold.review_right == "not-seen"
    assert any("A passage in brackets tells what the letter does" in one for one in retold.unseen)
    own = check_text("Dear Sir\n\nThere is one complaint. We refuse the rest as confidential.\n\nB. Example\n")
    assert own.names_no_ground
