"""The rules as an example has them: with the lists that it replaces, wherever they are used.

In: a program and one of its examples. Out: a program that differs in its lists only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache, reduce
from operator import or_

from attrs import evolve

from feedcurate.check.order import groups
from feedcurate.model.identity import AccountSet, SiteSet
from feedcurate.program.examples import Entries, Example, L, Listed
from feedcurate.program.program import Program, Topic


def with_lists(program: Program, example: Example) -> Program:
    """The program in which the example's lists stand for the file's own, also inside of other lists."""
    if not (example.accounts or example.sites or example.topics):
        return program
    return _changed(program, example.accounts, example.sites, example.topics)


@lru_cache(maxsize=16)
def _changed(
    program: Program,
    accounts: tuple[tuple[str, Entries[AccountSet]], ...],
    sites: tuple[tuple[str, Entries[SiteSet]], ...],
    topics: tuple[tuple[int, Topic], ...],
) -> Program:
    """Examples with equal lists share a program, and so what engines work out once a program."""
    new = dict(topics)
    return evolve(
        program,
        account_sets=_filled(program.account_sets, program.changing_accounts, dict(accounts)),
        site_sets=_filled(program.site_sets, program.changing_sites, dict(sites)),
        topics=tuple(new.get(index, topic) for index, topic in enumerate(program.topics)),
    )


def _filled(sets: Sequence[L], listed: Mapping[str, Listed[L]], replaced: Mapping[str, Entries[L]]) -> tuple[L, ...]:
    """All sets, those anew that a replaced list is in. The checker lets no list contain itself."""
    if not replaced:
        return tuple(sets)
    made_of = {name: replaced.get(name, one.entries) for name, one in listed.items()}
    whole: dict[str, L] = {}
    for (name,) in groups({name: entries.lists for name, entries in made_of.items()}):
        whole[name] = reduce(or_, (whole[part] for part in made_of[name].lists), made_of[name].own)
    at = {one.index: name for name, one in listed.items()}
    return tuple(whole[at[index]] if index in at else known for index, known in enumerate(sets))
