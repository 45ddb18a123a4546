"""Languages and sites: values that a range covers, and which ranges imply each other.

In: a value by its path, and a range. Out: truths that say what `matching.languages.covers` and `SiteSet.has` say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import z3
from attrs import Factory, define

from feedcurate.matching.languages import covers
from feedcurate.model.identity import SiteSet, covers_site
from feedcurate.proof.terms import Term, Truth, Value, decided, either
from feedcurate.proof.theory import Theory

Relation = Callable[[str, str], bool]


@define(eq=False)
class Covering:
    """The ranges that values were asked for, by path."""

    theory: Theory
    _languages: dict[str, dict[str, Term]] = Factory(dict)
    _sites: dict[str, dict[str, Term]] = Factory(dict)

    def language(self, value: Value, wanted: str) -> Truth:
        """Whether a language range covers a tag."""
        return decided(value.known, self._language(value, wanted.casefold()))

    def site(self, value: Value, wanted: str) -> Truth:
        """Whether a site is another or below it."""
        return decided(value.known, self._site(value, wanted))

    def sites(self, value: Value, wanted: SiteSet) -> Truth:
        """Whether a site is in a list."""
        return decided(value.known, either(self._site(value, one) for one in sorted(wanted.sites)))

    def languages_at(self, path: str) -> dict[str, Term]:
        """The ranges that were asked of a value."""
        return self._languages.get(path, {})

    def sites_at(self, path: str) -> dict[str, Term]:
        """The sites that were asked of a value."""
        return self._sites.get(path, {})

    def _language(self, value: Value, wanted: str) -> Term:
        known = self._languages.setdefault(value.path, {})
        if wanted not in known:
            flag = known[wanted] = self.theory.flag(f"{value.path} is in {wanted}")
            if wanted != "*":
                self.theory.require(z3.Implies(value.empty, z3.Not(flag)))
            self.theory.require(*_related(wanted, flag, known, covers, _never_both_languages))
        return known[wanted]

    def _site(self, value: Value, wanted: str) -> Term:
        known = self._sites.setdefault(value.path, {})
        if wanted not in known:
            flag = known[wanted] = self.theory.flag(f"{value.path} is at {wanted}")
            self.theory.require(*_related(wanted, flag, known, covers_site, _never_both_sites))
        return known[wanted]


def _related(wanted: str, flag: Term, known: dict[str, Term], cover: Relation, never_both: Relation) -> Iterable[Term]:
    for other, others in known.items():
        if other == wanted:
            continue
        if cover(wanted, other):
            yield z3.Implies(others, flag)
        elif cover(other, wanted):
            yield z3.Implies(flag, others)
        elif never_both(wanted, other):
            yield z3.Not(z3.And(flag, others))


def _never_both_languages(one: str, other: str) -> bool:
    """Two ranges of which neither covers the other are no beginnings of one tag."""
    return "*" not in (one, other)


def _never_both_sites(one: str, other: str) -> bool:
    """Two sites have nothing in common where neither host is below the other, or both have paths that part."""
    (host, _, path), (other_host, _, other_path) = one.partition("/"), other.partition("/")
    if not (covers_site(host, other_host) or covers_site(other_host, host)):
        return True
    return bool(path and other_path) and not (_is_below(path, other_path) or _is_below(other_path, path))


def _is_below(path: str, other: str) -> bool:
    return other == path or other.startswith(f"{path}/")
