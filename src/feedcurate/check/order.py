"""What leans on what: dependencies first, and the circles among them.

In: names and what each leans on. Out: groups of names in order; a group of several, or of one that leans on itself, is
a circle. The algorithm is Tarjan's (Depth-first search and linear graph algorithms, 1972), without recursion.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def groups(graph: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """The strongly connected components, each after those it leans on; names that the graph lacks are ignored."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    path: list[str] = []
    on_path: set[str] = set()
    for start in graph:
        waiting: list[tuple[str, Iterator[str]]] = []
        if start not in index:
            _enter(start, graph, index, low, path, on_path, waiting)
        while waiting:
            name, rest = waiting[-1]
            following = next((other for other in rest if other in graph), None)
            if following is None:
                waiting.pop()
                if waiting:
                    above = waiting[-1][0]
                    low[above] = min(low[above], low[name])
                if low[name] == index[name]:
                    yield _leave(name, path, on_path)
            elif following not in index:
                _enter(following, graph, index, low, path, on_path, waiting)
            elif following in on_path:
                low[name] = min(low[name], index[following])


def _enter(
    name: str,
    graph: Mapping[str, Sequence[str]],
    index: dict[str, int],
    low: dict[str, int],
    path: list[str],
    on_path: set[str],
    waiting: list[tuple[str, Iterator[str]]],
) -> None:
    index[name] = low[name] = len(index)
    path.append(name)
    on_path.add(name)
    waiting.append((name, iter(graph[name])))


def _leave(name: str, path: list[str], on_path: set[str]) -> tuple[str, ...]:
    group: list[str] = []
    while not group or group[-1] != name:
        group.append(path.pop())
        on_path.discard(group[-1])
    return tuple(sorted(group))


def is_circle(group: tuple[str, ...], graph: Mapping[str, Sequence[str]]) -> bool:
    """Whether a group leads back to itself."""
    return len(group) > 1 or group[0] in graph[group[0]]
