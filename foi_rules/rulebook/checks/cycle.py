"""Findings, grounds, files or cases that depend on each other in a circle."""

from collections.abc import Iterable, Iterator

from foi_rules.model.problem import Place, Problem
from foi_rules.rulebook.graph import Graph, circles, files_graph
from foi_rules.rulebook.names import RuleFile
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.telling import problem

NAME = "cycle"


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each circle, naming every member of it and the places that close it."""
    yield from _told(shelf.dependencies, "these depend on each other in a circle")
    yield from _told(files_graph(shelf, shelf.references), "these files refer to each other in a circle")
    for file in shelf.files:
        yield from _like(file)


def _told(graph: Graph, what: str) -> Iterator[Problem]:
    for circle in circles(graph):
        links = [graph[one][other] for one, other in zip(circle, (*circle[1:], circle[0]), strict=True)]
        places = [link.file.place(link.path) for link in links]
        told = f"{what}: {' -> '.join([*circle, circle[0]])}"
        yield problem(NAME, told, places[0], "Take one of them out of the circle.", places[1:])


def _like(file: RuleFile) -> Iterator[Problem]:
    like = {case.name: case.like for case in file.spec.cases if case.like}
    done: set[str] = set()
    for start in like:
        chain = [start]
        while like.get(chain[-1]) in like and like[chain[-1]] not in chain:
            chain.append(like[chain[-1]])
        if like.get(chain[-1]) == start and start not in done:
            done |= set(chain)
            told = f"these cases are like each other in a circle: {' -> '.join([*chain, start])}"
            first, *rest = (_place(file, name) for name in chain)
            yield problem(NAME, told, first, "Write out what one of them gives.", rest)


def _place(file: RuleFile, name: str) -> Place:
    return file.place(("cases", [case.name for case in file.spec.cases].index(name), "like"))
