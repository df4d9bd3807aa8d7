"""The test of a ground in plain words: a nested list, made of what `foi explain` says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from made_text import cited, wrapped

from foi_rules.commands.explain import condition_lines
from foi_rules.model.rule import Fact, Ground
from foi_rules.model.rulebook import Law

DEEP = 99


@dataclass(eq=False)
class _Node:
    text: str
    children: list["_Node"] = field(default_factory=list)


def tree_lines(law: Law, ground: Ground, asked: list[Fact]) -> Iterator[str]:
    """Yield the test of a ground as a nested list. The questions in `asked` are named by their number."""
    top = _tree(law, ground, asked).children
    if len(top) == 1 and top[0].text in _JOINTS:
        yield f"It applies if {_JOINTS[top[0].text]} holds:"
        yield ""
        top = _flat(top[0])
    seen: set[str] = set()
    for node in top:
        yield from _node(node, 0, seen)


def _tree(law: Law, ground: Ground, asked: list[Fact]) -> _Node:
    numbers = {fact.question: number for number, fact in enumerate(asked, start=1)}
    root = _Node("")
    above: list[tuple[int, _Node]] = [(-1, root)]
    for line in condition_lines(law, ground.engaged_if, depth=0, deepest=DEEP):
        depth = (len(line) - len(line.lstrip())) // 2
        node = _Node(_plain(law, line.strip().removeprefix("- "), numbers))
        while above[-1][0] >= depth:
            above.pop()
        above[-1][1].children.append(node)
        above.append((depth, node))
    return root


_QUESTION = re.compile(r"(yes|no|an answer is written down to): (.*?\?)(?: \[[^]]*\])?")
_GROUNDS = re.compile(r"([a-z0-9.-]+(?: or [a-z0-9.-]+)*) (can|cannot) be relied on")


def _plain(law: Law, text: str, numbers: dict[str, int]) -> str:
    found = _QUESTION.fullmatch(text)
    if found and found[2] in numbers:
        return f"{'an answer' if found[1].startswith('an ') else found[1]} to question {numbers[found[2]]}"
    ids = _GROUNDS.fullmatch(text)
    if ids:
        names = [_linked(law, name) for name in ids[1].split(" or ")]
        which = f"{'one' if ids[2] == 'can' else 'none'} of these can be relied on: " if names[1:] else ""
        return f"{which}{', '.join(names)}{'' if which else f' {ids[2]} be relied on'}"
    return re.sub(r" \[([^]]*)\]$", lambda cite: f" ({cite[1]})" if cited(cite[1]) else "", text)


def _linked(law: Law, name: str) -> str:
    return f"[{law.grounds[name].cite}]({name}.md)" if name in law.grounds else f"`{name}`"


_ALL, _ANY = "all of these:", "any of these:"
_JOINTS = {_ALL: "each of these", _ANY: "one of these"}


def _flat(node: _Node) -> list[_Node]:
    """Return what is under a joint, with what stands under one more of the same kind beside it."""
    return [one for child in node.children for one in (_flat(child) if child.text == node.text else [child])]


def _node(node: _Node, depth: int, seen: set[str]) -> Iterator[str]:
    """Yield a node and what is under it as a list; what was opened before is only named again."""
    text, children = node.text, node.children
    if text in _JOINTS:
        text, children = f"{_JOINTS[text]}:", _flat(node)
    elif text in seen and children:
        text, children = f"{text}, as above", []
    elif len(children) == 1 and children[0].text in _JOINTS:
        text, children = f"{text}: {_JOINTS[children[0].text]}", _flat(children[0])
    elif children:
        text = f"{text}:"
    seen.add(node.text)
    yield from wrapped(text, f"{'  ' * depth}- ", "  " * (depth + 1))
    for child in children:
        yield from _node(child, depth + 1, seen)
