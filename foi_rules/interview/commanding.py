"""The words that are no answers: which there are, how they are recognised, and what help says of them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from foi_rules.interview.prompt import Prompt
from foi_rules.interview.view import Line


class Command(NamedTuple):
    """A word that is no answer: its name, other spellings, what may follow it, and what it does."""

    name: str
    also: tuple[str, ...]
    does: str
    takes: str = ""


class Typed(NamedTuple):
    """A command as it was typed: its name, and what came after it."""

    name: str
    rest: str = ""


COMMANDS = (
    Command("?", ("why",), "why this is asked, what each answer would do, and examples"),
    Command("law", (), "the provision: its gist, decisions, evidence and common mistakes"),
    Command("back", ("undo",), "one answer back"),
    Command("unsure", ("not sure",), "you do not know; say who can: unsure, ask Legal", "WHO"),
    Command("=", ("same",), "take over the answers of an earlier piece, where that is offered"),
    Command("apply", (), "give the last answers to other pieces too, with a tick for each"),
    Command("change", (), "list the answers; with a number or words, put one of them again", "QUESTION"),
    Command("what if", (), "what an answer would change, without giving it", "ANSWER"),
    Command("so far", ("summary",), "the answers and the decision so far"),
    Command("left", (), "what is still to be asked, and who is waited for"),
    Command("items", ("pieces",), "the pieces; then add, split, merge, rename, remove or passage", "add TITLE"),
    Command("note", (), "note something; it is kept with the case and decides nothing", "WORDS"),
    Command("compare", (), "every ground that was considered for a piece, and why it stands or not", "PIECE"),
    Command("challenge", (), "the strongest points against the decision so far, and what would answer them"),
    Command("draft", (), "the letter as it would be now"),
    Command("more", (), "go on with the other grounds of a piece that is settled", "PIECE"),
    Command("save", (), "keep the case; with a name, in that file from now on", "NAME"),
    Command("pause", ("quit", "exit"), "keep the case and leave; you go on from here later"),
    Command("help", ("h",), "this list; with words, what the rules and the glossary say of them", "WORDS"),
)
HINT = "? why   law   back   unsure   note   so far   left   pause   help"
_ANSWERS = ("unsure", "=")
"""Commands that answer the question, and are read with it."""
_SLASHED_ANSWER = re.compile(r"^/\s*(?=(?:unsure|not sure|same|=)(?!\w))", re.I)
_WORDS: dict[str, str] = {word: one.name for one in COMMANDS for word in (one.name, *one.also)}
_TAKING = sorted((word for one in COMMANDS if one.takes for word in (one.name, *one.also)), key=len, reverse=True)
_FREE = ("text", "lines", "weight", "cost-lines")
_FREELY = ("note", "help", "change")
"""Commands that any words may follow, so that they may be the beginning of a sentence."""
_LONGEST = 6
_VERBS = ("add", "split", "merge", "rename", "remove", "passage")
_ON_PIECES = re.compile(rf"(?:items|pieces)\s+(?:{'|'.join(_VERBS)})\b", re.I)


def command_in(typed: str, prompt: Prompt) -> Typed | None:
    """Return the command that was typed at a prompt, or None if it is an answer.

    Where words are the answer, a command that has words of its own needs a / before it: "/note ask Anna". So do
    those that any words may follow where free words are a yes with its words: there "note 7" names a place.
    """
    if answer_in(typed) != typed.strip():
        return None
    slashed, text = typed.strip().startswith("/"), typed.strip().removeprefix("/").strip()
    bare = _WORDS.get(text.lower().rstrip(".")) if text else None
    if bare:
        return None if bare in _ANSWERS else Typed(bare)
    if prompt.kind in _FREE and not slashed and not _ON_PIECES.match(text):
        return Typed("save", text.split()[1]) if _names_a_file(text) else None
    found = _with_words(text)
    if found and (slashed or not (prompt.blank and found.name in _FREELY and number_in(found.rest) is None)):
        return found
    return Typed("help", text) if slashed and text else None


def answer_in(typed: str) -> str:
    """Return what was typed, without a / before a command that is an answer: "/unsure, ask Legal"."""
    return _SLASHED_ANSWER.sub("", typed.strip(), count=1)


def _with_words(text: str) -> Typed | None:
    """Return the command that has words of its own, or None."""
    for word in _TAKING:
        if text.lower().startswith((f"{word} ", f"{word}:")):
            name, rest = _WORDS[word], text[len(word) :].strip().strip(" :").strip()
            return Typed(name, rest) if name not in _ANSWERS and _fits(name, rest) else None
    return None


def number_in(text: str) -> int | None:
    """Return the number that the text is, in plain figures, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST else None


def _names_a_file(text: str) -> bool:
    words = text.split()
    return len(words) == 2 and words[0].lower() == "save" and words[1].endswith((".yaml", ".yml", ".json"))


def _fits(name: str, rest: str) -> bool:
    """Return whether what follows can belong to the command; "more than one" is an answer, "more 2" is none."""
    if name == "more":
        return number_in(rest) is not None
    if name == "compare":
        return number_in(rest) is not None or rest.lower() == "all"
    if name == "save":
        return len(rest.split()) == 1
    if name == "items":
        return rest.partition(" ")[0].lower() in _VERBS
    return True


def help_lines() -> Iterator[Line]:
    """Yield how to answer, and every command with what it does."""
    yield Line("Answer in a word, by number, or in your own words. A reason may follow: no, because it ended in May.")
    yield Line("Several lines of a page at once: no; no; yes because ...; 2. Or, where yes and no will do: n n y.")
    for one in COMMANDS:
        taking = f" {one.takes}" if one.takes else ""
        also = f" (also: {', '.join(one.also)})" if one.also else ""
        yield Line(f"{one.name}{taking}: {one.does}{also}", 1)
    yield Line("Where words are the answer, put / before a command that has words of its own: /note ask Anna.")


def told() -> tuple[tuple[str, str], ...]:
    """Return the name of each command and what it does, for the search."""
    return tuple((one.name, one.does) for one in COMMANDS)
