"""`foi settings`: what stands in every letter of the authority, from where, and what letters still lack."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from foi_rules.commands.common import console
from foi_rules.commands.sheet import say
from foi_rules.commands.shield import UNUSABLE, complain

if TYPE_CHECKING:
    from foi_rules.notices.render.docx_template import Letterhead
    from foi_rules.notices.settings import Lack, Loaded

VARIABLE = "FOI_SETTINGS"
OFF = "off"
"""What FOI_SETTINGS says where no settings file at all is to be read."""


def run(file: str, settings: str, template: str, *, new: bool, plain: bool) -> int:
    """Show the settings, or write a new file of them, or a new letterhead.

    Returns 0, or 2 if a file cannot be read or written.
    """
    if template:
        return _new_template(Path(template))
    if new:
        return _new(Path(file or settings) if file or settings else default_file())
    named = file or settings
    loaded = load_settings(named)
    screen = console(plain)
    for text, indent, style in _shown(loaded):
        say(screen, text, indent, style)
    return 0


# Where


def default_file() -> Path:
    """Return where the settings of this user are, whether or not there are any."""
    from platformdirs import user_config_path

    return user_config_path("foi-rules", appauthor=False) / "settings.yaml"


def load_settings(named: str = "") -> "Loaded":
    """Return the settings: of the file that is named, else of FOI_SETTINGS, else of this user; else none at all.

    Raises Refused if a file that was named is not there, or if one cannot be used.
    """
    from foi_rules.notices.settings import Loaded, read_settings

    wanted = named or os.environ.get(VARIABLE, "")
    if wanted == OFF and not named:
        return Loaded()
    path = Path(wanted).expanduser() if wanted else default_file()
    if not wanted and not path.exists():
        return Loaded()
    return read_settings(path)


def letterhead_of(loaded: "Loaded", template: str = "") -> "Letterhead | None":
    """Return the Word document to fill in: the one that is named, else that of the settings; None if there is none.

    Raises TemplateRefused, in one sentence, if it cannot be filled in.
    """
    from foi_rules.notices.render.docx_safety import MAX_FILE, TemplateRefused
    from foi_rules.notices.render.docx_template import Letterhead, require_template

    own = loaded.settings.template.strip()
    if not template and not own:
        return None
    path = Path(template).expanduser() if template else Path(loaded.file).parent / Path(own).expanduser()
    shown = str(path)
    if path.suffix.lower() in (".docm", ".dotm"):
        told = "a document with macros is not filled in; in Word, save it as .docx."
        raise TemplateRefused(f"{shown}: {told}")
    if not path.is_file():
        where = "" if template else f" ('template' in {loaded.place('template')})"
        raise TemplateRefused(f"{shown}: there is no such Word document{where}; check the name and the folder.")
    with path.open("rb") as file:
        letterhead = Letterhead(file.read(MAX_FILE + 1), shown)
    require_template(letterhead)
    return letterhead


# New files


def _new(path: Path) -> int:
    """Write a new settings file, never over another one."""
    from foi_rules.commands.letter import load_checklist
    from foi_rules.notices.settings import new_settings

    text = new_settings(load_checklist())
    own_folder = path == default_file()
    if own_folder:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _write_new(path, text.encode("utf-8"), "settings"):
        return UNUSABLE
    print(f"Written: {path}")
    print("Open it in an editor, and write your own words where a line says PUT ... HERE.")
    if not own_folder:
        print(f"It is read with --settings {path}, or where {VARIABLE} names it.")
    return 0


def _new_template(path: Path) -> int:
    """Write a new letterhead, never over another one."""
    from foi_rules.notices.render.docx_sample import sample_template
    from foi_rules.notices.render.docx_template import PLACES

    if path.suffix.lower() != ".docx":
        complain(f"'{path}' is not the name of a Word document; end it in .docx.")
        return UNUSABLE
    if not _write_new(path, sample_template(), "template"):
        return UNUSABLE
    print(f"Written: {path}")
    print(f"Its placeholders: {', '.join(f'{{{{{name}}}}}' for name in PLACES)}.")
    return 0


def _write_new(path: Path, data: bytes, what: str) -> bool:
    """Write a file that was not there, for its owner alone. Returns False, and says why, if that cannot be."""
    if not path.parent.is_dir():
        complain(f"There is no folder '{path.parent}' to write the {what} to; make it first.")
        return False
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError:
        complain(f"'{path}' is there already and was left as it is; name another file.")
        return False
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    return True


# Shown

_NAMES = {
    "authority.name": "the authority", "authority.kind": "its kind", "authority.address": "its address",
    "contact.name": "whom to ask", "contact.phone": "telephone", "contact.email": "email",
    "review_contact": "where to ask for a review", "complaints": "complaints", "signed": "who signs",
    "commissioner.website": "the Commissioner's website", "commissioner.address": "the Commissioner's address",
    "template": "the Word template", "licence": "using it again",
}  # fmt: skip


def _shown(loaded: "Loaded") -> Iterator[tuple[str, int, str]]:
    """Yield the lines of what is in force: text, indent, style."""
    from foi_rules.commands.letter import load_checklist
    from foi_rules.notices.settings import lacks, still_to_fill

    checklist = load_checklist()
    yield (f"Settings: {loaded.file}" if loaded.file else "Settings: none", 0, "bold")
    if not loaded.file:
        yield ("'foi settings --new' writes a file to fill in. Until then each case file says it all itself.", 2, "")
    rules = {f"commissioner.{name}": getattr(checklist.commissioner, name) for name in ("website", "address")}
    for key, name in _NAMES.items():
        yield f"{key} ({name}): {_value(loaded, key, rules)}", 2, ""
    left = still_to_fill(loaded)
    if left:
        yield from (("", 0, ""), ("Still to fill in", 0, "bold"))
        yield from ((f"- {text}", 2, "") for text in left)
    missing = lacks(loaded.settings, checklist)
    if missing:
        yield from (("", 0, ""), ("What letters lack, unless the case file says it", 0, "bold"))
        yield from ((f"- {_lack(one, len(checklist.letters))}", 2, "") for one in missing)
    yield from _letterhead(loaded)


def _value(loaded: "Loaded", key: str, rules: dict[str, str]) -> str:
    from foi_rules.notices.settings import PLACEHOLDER

    given = loaded.settings.values().get(key, "")
    if PLACEHOLDER.search(given):
        return f"still to fill in (line {loaded.lines[key]})"
    if given:
        return f"{'; '.join(given.split(chr(10))).strip('; ')} (line {loaded.lines[key]})"
    return f"{rules[key]} (from the rules)" if key in rules else "not given"


def _lack(one: "Lack", letters: int) -> str:
    where = "every letter" if len(one.letters) == letters else ", ".join(one.letters)
    return f"{one.key}: {one.says} ({one.cite}), in: {where}."


def _letterhead(loaded: "Loaded") -> Iterator[tuple[str, int, str]]:
    """Yield why the template of the settings cannot be filled in, if it cannot."""
    from foi_rules.notices.render.docx_safety import TemplateRefused

    try:
        letterhead_of(loaded)
    except TemplateRefused as refused:
        yield from (("", 0, ""), ("The template cannot be used", 0, "bold"), (f"- {refused}", 2, ""))
