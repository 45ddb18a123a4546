"""A post that refutes a claim, from what the solver thinks possible.

In: an encoding and a claim. Out: a world in which the engine itself finds the claim false, or nothing; and what of it
does not matter is taken out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from attrs import define, evolve, field

from feedcurate.model.account import Account
from feedcurate.model.facts import NO_FACTS
from feedcurate.model.item import Item
from feedcurate.program.claims import Claim
from feedcurate.program.expr import ExprId
from feedcurate.proof.ask import Asker, Found
from feedcurate.proof.concrete import Concrete
from feedcurate.proof.encode import Encoding
from feedcurate.proof.past import with_past
from feedcurate.proof.terms import Term
from feedcurate.proof.witness import wanted_of, world_of
from feedcurate.proof.world import World, truth_in

_TEXTS = ("title", "summary", "text")


@define(eq=False)
class Refuter:
    """What finds worlds for one encoding."""

    encoding: Encoding
    seconds: float
    between: Callable[[], None] = lambda: None
    """Called before every question to the solver."""
    _concrete: Concrete = field(init=False)
    _asker: Asker = field(init=False)

    @_concrete.default
    def _laws(self) -> Concrete:
        return Concrete(self.encoding)

    @_asker.default
    def _solver(self) -> Asker:
        return Asker((self.encoding.theory.laws, self._concrete.laws), self.seconds, self.between)

    def refuting(self, claim: Claim) -> World | None:
        """A world that refutes a claim, found by way of models."""
        program = self.encoding.program
        for world in self.worlds(self.encoding.truth(claim.holds).no):
            if truth_in(program, claim, world) is False:
                return smallest(world, lambda other: truth_in(program, claim, other) is False)
        return None

    def worlds(self, *conditions: Term) -> Iterator[World]:
        """Worlds in which some conditions should hold, from what is pleasant to read to what is barely possible."""
        self._concrete.grow()
        pleasant, now, short = self._concrete.pleasant, self._concrete.usual_now, self._concrete.short_lists
        named = self._concrete.by_handle
        for wanted in ((pleasant, now, short, named), (pleasant, now, short), (pleasant, now), (pleasant,), ()):
            answer = self._asker.ask(*conditions, *wanted)
            if answer.found is Found.POSSIBLE:
                yield from self._of(answer.model)

    def _of(self, model: Any) -> Iterator[World]:
        """The world of a model, with a history where something looks back."""
        world = world_of(self.encoding, model)
        if world is None:
            return
        wanted = wanted_of(self.encoding, model, world)
        yield from with_past(self.encoding.program, world, wanted, self._template) if wanted else (world,)

    def _template(self, where: ExprId | None, others: tuple[ExprId, ...]) -> Item | None:
        """A post that a condition is true of, and the others are not as far as that can be."""
        program = self.encoding.program
        if where is None and not others:
            return program.item(id="1")
        encoding = Encoding(program)
        is_true = [] if where is None else [encoding.truth(where).yes]
        are_false = [encoding.truth(other).no for other in others]
        maker = Refuter(encoding, self.seconds, self.between)
        for wanted in ([*is_true, *are_false], is_true):
            world = next(maker.worlds(*wanted), None)
            if world is not None:
                return world.item
        return None


def smallest(world: World, refutes: Callable[[World], bool]) -> World:
    """The world with everything taken out that it still refutes without: the history, fields, elements, words.

    What is said in a title or a summary is put into the text, as it is read more easily there.
    """
    world = _kept(evolve(world, facts=NO_FACTS), world, refutes)
    for changes in (_without_fields, _without_elements, _without_names):
        for change in changes(world.item):
            world = _kept(evolve(world, item=change(world.item)), world, refutes)
    for name in _TEXTS:
        world = _with_fewer_words(world, name, refutes)
    for name in _TEXTS:
        words = getattr(world.item, name)
        if words and name != "text":
            world = _kept(evolve(world, item=_put(_put(world.item, name, None), "text", words)), world, refutes)
    return world


def _with_fewer_words(world: World, name: str, refutes: Callable[[World], bool]) -> World:
    """A text of the post without the words that do not matter: first half of them at once, in the end one by one."""
    words = (getattr(world.item, name) or "").split(" ")
    size = len(words) // 2
    while size:
        start = 0
        while start < len(words) and len(words) > size:
            fewer = words[:start] + words[start + size :]
            smaller = evolve(world, item=_put(world.item, name, " ".join(fewer)))
            if refutes(smaller):
                world, words = smaller, fewer
            else:
                start += size
        size //= 2
    return world


def _kept(smaller: World, world: World, refutes: Callable[[World], bool]) -> World:
    return smaller if refutes(smaller) else world


def _without_fields(item: Item) -> Iterator[Callable[[Item], Item]]:
    """The post without one of its fields each; the date of a post does not weigh."""
    for name in sorted(item.model_fields_set - {"id", "source", "published"}):
        yield lambda one, name=name: _put(
            one, name, type(one).model_fields[name].get_default(call_default_factory=True)
        )  # type: ignore[misc]


def _without_elements(item: Item) -> Iterator[Callable[[Item], Item]]:
    """The post without one element of its lists each, the last ones first."""
    for name in sorted(item.model_fields_set):
        value = getattr(item, name)
        for number in reversed(range(len(value) if isinstance(value, tuple) else 0)):
            yield lambda one, name=name, number=number: _put(one, name, _without(getattr(one, name), number))  # type: ignore[misc]


def _without(values: tuple[object, ...] | None, number: int) -> tuple[object, ...] | None:
    return None if values is None else (*values[:number], *values[number + 1 :])


def _without_names(item: Item) -> Iterator[Callable[[Item], Item]]:
    """The author without one of their fields or claims each."""
    for name in sorted(() if item.author is None else item.author.model_fields_set):
        yield lambda one, name=name: _put(one, "author", _account_with(one.author, name, None))  # type: ignore[misc]
    claims = None if item.author is None else item.author.claims
    for number in reversed(range(len(claims or ()))):
        yield lambda one, number=number: _put(one, "author", _with_fewer_claims(one.author, number))  # type: ignore[misc]


def _put(item: Item, name: str, value: object) -> Item:
    return item.model_copy(update={name: value})


def _account_with(account: Account | None, name: str, value: object) -> Account | None:
    return None if account is None else account.model_copy(update={name: value})


def _with_fewer_claims(account: Account | None, number: int) -> Account | None:
    return _account_with(account, "claims", _without(None if account is None else account.claims, number))
