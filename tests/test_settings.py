"""The settings of an authority: one file, read with every mistake in its place, filling in what a case leaves out."""

import os
import re
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import DEMO, Ran
from test_notices_world import case_data, checklist, item, notice_of

from foi_rules.commands.letter import draft_of, load_checklist
from foi_rules.commands.settings import default_file, load_settings
from foi_rules.model.case import Case
from foi_rules.model.problem import Refused
from foi_rules.model.rulebook import Rulebook
from foi_rules.notices.settings import (
    PLACEHOLDER,
    Loaded,
    Settings,
    filled,
    lacks,
    new_settings,
    read_settings,
    still_to_fill,
    unfilled_in,
    with_commissioner,
)

Foi = Callable[..., Ran]

FULL = """\
format: 1
authority:
  name: Strathard Council
  kind: local-authority
  address: |
    Council Offices
    1 High Street
contact: {name: Information Team, phone: 01632 960001, email: foi@strathard.example}
review_contact: the Head of Governance, at the address above
complaints: https://strathard.example/complaints
signed: |
  Morag Example
  Information Officer
commissioner:
  website: https://commissioner.example
  address: 1 New Street, Strathard
licence: under the Open Government Licence
"""


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of whoever runs the tests out of them."""
    monkeypatch.delenv("FOI_SETTINGS", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


def file_of(folder: Path, text: str, name: str = "settings.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def told(folder: Path, text: str) -> str:
    with pytest.raises(Refused) as refused:
        read_settings(file_of(folder, text), "settings.yaml")
    return str(refused.value)


def bare_case(folder: Path, authority: str) -> str:
    """Return a decided case that leaves its authority to the settings."""
    text = (DEMO / "review.yaml").read_text("utf-8")
    start, end = text.index("authority:\n"), text.index("stage:")
    text = f"{text[:start]}{authority}\n{text[end:]}".replace("  signed: Information Governance Team\n", "")
    return str(file_of(folder, text, "case.yaml"))


BARE = "authority: {answers: {screening.enforcement-body: no}}"


# Reading


def test_every_key_is_read(tmp_path: Path) -> None:
    loaded = read_settings(file_of(tmp_path, FULL))
    assert loaded.settings.authority.address == "Council Offices\n1 High Street\n"
    assert loaded.settings.contact.words == "Information Team, telephone 01632 960001, email foi@strathard.example"
    assert loaded.lines["authority.kind"] == 4
    assert loaded.lines["licence"] == 17
    assert list(loaded.settings.values())[:3] == ["authority.name", "authority.kind", "authority.address"]


def test_a_scalar_is_always_text(tmp_path: Path) -> None:
    loaded = read_settings(file_of(tmp_path, "contact: {phone: 01632, name: no}\n"))
    assert (loaded.settings.contact.phone, loaded.settings.contact.name) == ("01632", "no")


def test_an_empty_group_is_no_mistake(tmp_path: Path) -> None:
    assert read_settings(file_of(tmp_path, "format: 1\nauthority:\ncontact:\n")).settings == Settings()


def test_an_unknown_key_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    assert told(tmp_path, "complaint: x\n") == (
        "settings.yaml:1:1: unknown-key: there is no key 'complaint' in the file\n"
        "  1 | complaint: x\n"
        "    | ^^^^^^^^^\n"
        "  Did you mean 'complaints'?  docs/checks/unknown-key.md"
    )
    assert told(tmp_path, "authority:\n  nme: x\n").startswith(
        "settings.yaml:2:3: unknown-key: there is no key 'nme' in 'authority'\n"
    )


def test_a_website_that_is_none_is_told(tmp_path: Path) -> None:
    found = told(tmp_path, "commissioner: {website: foi.scot}\n")
    assert "'foi.scot' is not a web address; write it whole, such as https://www.example.org" in found


def test_a_list_is_no_settings_file(tmp_path: Path) -> None:
    assert told(tmp_path, "- a\n").startswith("settings.yaml: wrong-value: the file must be a mapping")


# Filling in


def test_the_case_comes_first(tmp_path: Path) -> None:
    settings = read_settings(file_of(tmp_path, FULL)).settings
    own = {"name": "Glen Council", "contact": "the clerk"}
    case = filled(Case.model_validate({"authority": own, "letter": {"signed": "A Clerk"}}), settings)
    assert (case.authority.name, case.authority.contact, case.letter.signed) == ("Glen Council", "the clerk", "A Clerk")
    assert case.authority.address == "Council Offices\n1 High Street"
    assert case.authority.review_contact == "the Head of Governance, at the address above"


def test_a_case_that_says_it_all_is_left_as_it_is(tmp_path: Path) -> None:
    case = Case.model_validate(case_data(item("a", "A", {}), letter={"reuse": "as you like"}))
    assert filled(case, read_settings(file_of(tmp_path, FULL)).settings) == case
    assert filled(case, Settings()) == case


def test_the_commissioner_can_be_kept_right(tmp_path: Path) -> None:
    settings = read_settings(file_of(tmp_path, FULL)).settings
    to = with_commissioner(checklist(), settings).commissioner
    assert (to.name, to.website, to.address) == (
        "Scottish Information Commissioner", "https://commissioner.example", "1 New Street, Strathard",
    )  # fmt: skip
    assert with_commissioner(checklist(), Settings()) == checklist()


def test_the_terms_of_use_are_told_where_something_is_sent() -> None:
    settings = Settings(licence="use it as you like")
    sent, kept = (notice_of(case_data_of(name, settings)) for name in ("full-release", "refusal"))
    assert [block.text for block in sent.blocks].count("Use it as you like.") == 1
    assert "Use it as you like." not in [block.text for block in kept.blocks]
    own = Case.model_validate({"letter": {"reuse": "ask us"}})
    assert filled(own, settings).letter.reuse == "ask us"


def case_data_of(name: str, settings: Settings) -> dict[str, Any]:
    """Return the data of a case of the small law, filled in from the settings."""
    from test_notices_world import CASES

    from foi_rules.casework.case_file import case_data as written

    return written(filled(Case.model_validate(CASES[name]()), settings))


# What is left


def test_the_new_file_has_placeholders_of_one_form_and_can_be_read(tmp_path: Path) -> None:
    loaded = read_settings(file_of(tmp_path, new_settings(checklist())))
    values = loaded.settings.values()
    assert len(values) == 9
    assert all(PLACEHOLDER.fullmatch(value.strip()) for value in values.values())
    lines = new_settings(checklist()).splitlines()
    assert all(PLACEHOLDER.search(lines[line - 1]) for line in loaded.lines.values())
    assert max(len(line) for line in lines) <= 120


def test_each_placeholder_that_is_left_is_told_with_its_key_and_line(tmp_path: Path) -> None:
    loaded = read_settings(file_of(tmp_path, new_settings(checklist())), "settings.yaml")
    found = still_to_fill(loaded)
    assert found[0] == (
        "settings.yaml:9: 'authority.name' still says 'PUT THE NAME OF YOUR AUTHORITY HERE'; "
        "write it there, or take the line out."
    )
    assert found[2].startswith("settings.yaml:14: 'authority.address' still says")
    assert len(found) == 9


def test_a_placeholder_that_the_case_has_no_use_for_is_let_be(tmp_path: Path) -> None:
    loaded = read_settings(file_of(tmp_path, new_settings(checklist())), "settings.yaml")
    assert still_to_fill(loaded, Case.model_validate(case_data(item("a", "A", {})))) == ()
    keys = [re.findall(r"'([^']+)'", text)[0] for text in still_to_fill(loaded, Case(), ("signed", "complaints"))]
    assert keys == ["complaints", "signed"]


def test_a_placeholder_in_the_letter_is_told_but_not_in_a_quotation() -> None:
    from test_notices_world import full_release

    asked = full_release() | {"request": "What does PUT SOMETHING HERE mean?"}
    asked["letter"] = asked["letter"] | {"summary": ""}
    assert unfilled_in(notice_of(asked)) == ()
    signed = full_release()
    signed["letter"] = signed["letter"] | {"signed": "PUT WHO SIGNS HERE"}
    assert unfilled_in(notice_of(signed)) == (
        "The letter still has 'PUT WHO SIGNS HERE' in it; put the words in its place, or take it out.",
    )


def test_what_letters_lack_follows_from_the_checklist(tmp_path: Path) -> None:
    none = lacks(Settings(), load_checklist())
    assert {one.key for one in none} == {"contact", "complaints", "review_contact"}
    assert next(one for one in none if one.key == "contact").cite == "FOISA s.15"
    assert lacks(read_settings(file_of(tmp_path, FULL)).settings, load_checklist()) == ()


# Where the file is


def test_the_settings_are_those_named_then_those_of_the_variable_then_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert load_settings() == Loaded()
    own = default_file()
    own.parent.mkdir(parents=True)
    file_of(own.parent, "signed: own\n", own.name)
    assert load_settings().settings.signed == "own"
    monkeypatch.setenv("FOI_SETTINGS", str(file_of(tmp_path, "signed: variable\n", "v.yaml")))
    assert load_settings().settings.signed == "variable"
    assert load_settings(str(file_of(tmp_path, "signed: named\n", "n.yaml"))).settings.signed == "named"
    monkeypatch.setenv("FOI_SETTINGS", "off")
    assert load_settings() == Loaded()


@pytest.mark.skipif(os.name == "nt" or os.uname().sysname != "Linux", reason="the folder differs")
def test_ones_own_file_is_in_the_folder_for_settings(tmp_path: Path) -> None:
    assert default_file() == tmp_path / "config" / "foi-rules" / "settings.yaml"


def test_a_file_that_was_named_and_is_not_there_is_told(foi: Foi, tmp_path: Path) -> None:
    ran = foi("settings", "--settings", str(tmp_path / "none.yaml"))
    assert ran.code == 2
    assert "missing-file: there is no such file" in ran.err


# The command


def test_a_new_file_is_for_its_owner_alone_and_never_overwritten(foi: Foi) -> None:
    ran = foi("settings", "--new")
    path = default_file()
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        f"Written: {path}\nOpen it in an editor, and write your own words where a line says PUT ... HERE.\n"
    )
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.write_text("signed: mine\n", encoding="utf-8")
    again = foi("settings", "--new")
    assert (again.code, again.out) == (2, "")
    assert again.err == f"'{path}' is there already and was left as it is; name another file.\n"
    assert path.read_text("utf-8") == "signed: mine\n"


def test_a_new_file_can_be_elsewhere_but_not_in_a_folder_that_is_not_there(foi: Foi, tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    ran = foi("settings", "--new", str(path))
    assert ran.code == 0
    assert f"It is read with --settings {path}, or where FOI_SETTINGS names it." in ran.out
    lost = foi("settings", "--new", str(tmp_path / "none" / "ours.yaml"))
    assert lost.code == 2
    assert lost.err == f"There is no folder '{tmp_path / 'none'}' to write the settings to; make it first.\n"


def test_what_is_in_force_is_shown_with_where_it_comes_from(foi: Foi, tmp_path: Path) -> None:
    path = file_of(tmp_path, FULL.partition("commissioner:")[0])
    out = " ".join(foi("settings", str(path), "--plain").out.split())
    assert f"Settings: {path}" in out
    assert "authority.name (the authority): Strathard Council (line 3)" in out
    assert "authority.address (its address): Council Offices; 1 High Street (line 5)" in out
    assert "commissioner.website (the Commissioner's website): https://www.foi.scot (from the rules)" in out
    assert "licence (using it again): not given" in out
    assert "lack" not in out


def test_without_settings_it_is_said_what_letters_lack(foi: Foi) -> None:
    out = " ".join(foi("settings", "--plain").out.split())
    assert "Settings: none" in out
    assert "contact: whom to ask for help (FOISA s.15), in: " in out


def test_a_template_that_cannot_be_used_is_told_by_settings(foi: Foi, tmp_path: Path) -> None:
    path = file_of(tmp_path, "template: nowhere.docx\n")
    ran = foi("settings", str(path))
    out = " ".join(ran.out.split())
    assert ran.code == 0
    assert "there is no such Word document ('template' in " in out
    assert "settings.yaml:1); check the name and the folder." in out


# Letters


def test_a_letter_takes_what_the_case_leaves_out_from_the_settings(foi: Foi, tmp_path: Path) -> None:
    out, settings = tmp_path / "letter.txt", file_of(tmp_path, FULL)
    ran = foi("letter", bare_case(tmp_path, BARE), "-o", str(out), "--settings", str(settings))
    assert (ran.code, ran.err) == (0, "")
    text = " ".join(out.read_text("utf-8").split())
    for words in (
        "Strathard Council Council Offices 1 High Street",
        "Information Team, telephone 01632 960001, email foi@strathard.example",
        "Morag Example Information Officer Strathard Council",
        "https://commissioner.example",
        "1 New Street, Strathard",
        "How you may use it again: Under the Open Government Licence.",
    ):
        assert words in text


def test_a_letter_is_refused_while_a_placeholder_is_left(foi: Foi, tmp_path: Path) -> None:
    out, settings = tmp_path / "letter.txt", file_of(tmp_path, FULL.replace("Strathard Council", "PUT THE NAME HERE"))
    ran = foi("letter", bare_case(tmp_path, BARE), "-o", str(out), "--settings", str(settings))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "No letter was written:\n"
        f"  - {settings}:3: 'authority.name' still says 'PUT THE NAME HERE'; write it there, or take the line out.\n"
    )
    assert not out.exists()


def test_a_placeholder_that_was_copied_into_a_case_is_refused_too(foi: Foi, tmp_path: Path) -> None:
    out = tmp_path / "letter.txt"
    case = bare_case(tmp_path, BARE.replace("{answers", "{name: PUT THE NAME HERE, answers"))
    ran = foi("letter", case, "-o", str(out))
    assert ran.code == 1
    assert "The letter still has 'PUT THE NAME HERE' in it; put the words in its place, or take it out." in ran.err
    assert not out.exists()


def test_without_settings_a_letter_is_what_it_was(foi: Foi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = tmp_path / "one.html", tmp_path / "other.html"
    assert foi("letter", str(DEMO / "review.yaml"), "-o", str(one)).code == 0
    monkeypatch.setenv("FOI_SETTINGS", "off")
    assert foi("letter", str(DEMO / "review.yaml"), "-o", str(other)).code == 0
    assert one.read_bytes() == other.read_bytes()


def test_a_settings_file_with_a_mistake_stops_a_letter_in_its_place(foi: Foi, tmp_path: Path) -> None:
    settings = file_of(tmp_path, "signd: x\n")
    ran = foi("letter", str(DEMO / "review.yaml"), "-o", str(tmp_path / "l.txt"), "--settings", str(settings))
    assert ran.code == 2
    assert ran.err.startswith(f"{settings}:1:1: unknown-key: there is no key 'signd' in the file\n")


def test_a_draft_has_the_settings_too_and_no_use_for_broken_ones(
    rulebook: Rulebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from foi_rules.casework.case_file import read_case

    case = read_case(bare_case(tmp_path, BARE))
    monkeypatch.setenv("FOI_SETTINGS", str(file_of(tmp_path, FULL)))
    assert "Morag Example" in draft_of(rulebook, case, date(2021, 11, 9))
    monkeypatch.setenv("FOI_SETTINGS", str(file_of(tmp_path, "signd: x\n")))
    assert "Morag Example" not in draft_of(rulebook, case, date(2021, 11, 9))
