"""What depends on what: the findings, grounds and computed facts, and the files, as a graph."""

from collections.abc import Iterable, Iterator, Mapping

from foi_rules.rulebook.names import Names
from foi_rules.rulebook.references import Reference

Graph = Mapping[str, Mapping[str, Reference]]


def dependencies(references: Iterable[Reference]) -> Graph:
    """Return, for each id, the ids that it reads directly, each with the first reference that does so."""
    found: dict[str, dict[str, Reference]] = {}
    for one in references:
        if one.owner and one.reads:
            for target in one.targets:
                found.setdefault(one.owner, {}).setdefault(target, one)
    return found


def files_graph(names: Names, references: Iterable[Reference]) -> Graph:
    """Return, for each file, the files that it refers to; doors, cues and the order do not count."""
    homes: dict[str, str] = {}
    for kind in ("fact", "finding", "ground", "test", "factors"):
        homes |= {found.id: found.file.id for found in names.table(kind).values()}
    found: dict[str, dict[str, Reference]] = {}
    for one in references:
        for target in one.targets if one.reads else ():
            home = homes.get(target, "")
            if home and home != one.file.id:
                found.setdefault(one.file.id, {}).setdefault(home, one)
    return found


def reached(graph: Graph, start: Iterable[str]) -> frozenset[str]:
    """Return the ids that can be reached from any of `start`, themselves included."""
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += graph.get(one, {})
    return frozenset(found)


def circles(graph: Graph) -> Iterator[tuple[str, ...]]:
    """Yield one circle (of two members or more) for each group of ids that depend on each other."""
    done: set[str] = set()
    for one in graph:
        if one not in done:
            circle = _shortest_circle(graph, one)
            if circle:
                mutual = {other for other in reached(graph, [one]) if one in reached(graph, [other])}
                done |= mutual
                yield circle


def _shortest_circle(graph: Graph, start: str) -> tuple[str, ...]:
    came: dict[str, str] = {}
    waiting = [start]
    for one in waiting:
        for other in graph.get(one, {}):
            if other == start and one != start:
                return _walked(came, start, one)
            if other not in came and other != start:
                came[other] = one
                waiting.append(other)
    return ()


def _walked(came: Mapping[str, str], start: str, end: str) -> tuple[str, ...]:
    path = [end]
    while path[-1] != start:
        path.append(came[path[-1]])
    return tuple(reversed(path))
