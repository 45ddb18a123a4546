"""The laws that have anything to do with a question, so that a small question about a large file is a small one.

In: laws and terms. Out: those laws that share a variable with the terms, or with another such law, and so on. Laws that
share none with them can always be met by themselves: leaving them out changes no answer.
"""

from __future__ import annotations

from collections.abc import Iterable

import z3
from attrs import Factory, define

from feedcurate.proof.terms import Term


@define(eq=False)
class Nearby:
    """An index of laws by their variables; laws that are added later are taken in when it is asked next."""

    laws: list[Term]
    _taken: int = 0
    _variables: list[frozenset[int]] = Factory(list)
    _by_variable: dict[int, list[int]] = Factory(dict)
    _known: set[int] = Factory(set)
    _met: dict[int, tuple[Term, frozenset[int]]] = Factory(dict)
    """The variables of every term looked at, which is kept, as Z3 would give its number to another one."""

    def to(self, terms: Iterable[Term]) -> list[Term]:
        """The laws that have to do with some terms."""
        self._take_in()
        waiting = [variable for term in terms for variable in self._in(term)]
        seen: set[int] = set(waiting)
        found: set[int] = set()
        while waiting:
            for law in self._by_variable.get(waiting.pop(), ()):
                if law not in found:
                    found.add(law)
                    new = self._variables[law] - seen
                    seen |= new
                    waiting += new
        return [self.laws[law] for law in sorted(found)]

    def _take_in(self) -> None:
        for number in range(self._taken, len(self.laws)):
            law = self.laws[number].get_id()
            variables = frozenset[int]() if law in self._known else self._in(self.laws[number])
            self._known.add(law)
            self._variables.append(variables)
            for variable in variables:
                self._by_variable.setdefault(variable, []).append(number)
        self._taken = len(self.laws)

    def _in(self, term: Term) -> frozenset[int]:
        """The variables of a term, as Z3 numbers them; terms are nested too deeply for recursion."""
        waiting = [(term, False)]
        while waiting:
            current, is_ready = waiting.pop()
            number = current.get_id()
            if number in self._met:
                continue
            children = current.children()
            if not children:
                is_variable = current.decl().kind() == z3.Z3_OP_UNINTERPRETED
                self._met[number] = (current, frozenset({number} if is_variable else ()))
            elif is_ready:
                inner = (self._met[child.get_id()][1] for child in children)
                self._met[number] = (current, frozenset[int]().union(*inner))
            else:
                waiting.append((current, True))
                waiting += ((child, False) for child in children)
        return self._met[term.get_id()][1]
