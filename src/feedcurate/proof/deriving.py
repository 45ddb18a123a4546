"""Values that follow from others, and what the laws say of them.

In: a structure, a text or an instant, and the name of what is derived. Out: its meaning, as `engine.derive` works it
out; what depends on the letters of a text (`words`, `shouting`, `emoji`) is left open but for its limits.
"""

from __future__ import annotations

from typing import cast

import z3
from attrs import Factory, define

from feedcurate.model.account import Account
from feedcurate.model.derived import CREDENTIAL
from feedcurate.model.item import Item, Label
from feedcurate.model.kinds import Kind, Simple, Structure
from feedcurate.proof.fields import Fields
from feedcurate.proof.lists import is_empty
from feedcurate.proof.moments import Moments
from feedcurate.proof.people import People
from feedcurate.proof.quantities import text_number, variable
from feedcurate.proof.terms import Listing, Meaning, Term, Thing, Truth, Value, conjunction, either
from feedcurate.proof.theory import Theory

_MEASURES = ("words", "emoji", "shouting", "reading_time")


@define(eq=False)
class Deriving:
    """What is derived in one encoding."""

    theory: Theory
    fields: Fields
    people: People
    moments: Moments
    measured: set[str] = Factory(set)
    """The paths of what was asked of the letters of texts."""
    credentials: set[str] = Factory(set)
    """The paths of the accounts whose credential was asked for."""

    def get(self, base: Meaning, name: str, kind: Kind) -> tuple[Meaning, bool]:
        """A derived value, and whether it is left open."""
        if isinstance(base, Value):
            if name in ("date", "time", "day"):
                return self.moments.on_the_wall(base, name), False
            return self._measure(base.path, name, kind, base.known, base.empty), True
        thing = cast(Thing, base)
        if issubclass(thing.cls, Item):
            return self._of_post(thing, name, kind)
        if issubclass(thing.cls, Account):
            return self._of_account(thing, name, kind)
        known = z3.And(thing.present, self.theory.flag(f"{thing.path}.{name}?"))
        if kind is Simple.TRUTH:
            return self.theory.anything(f"{thing.path}.{name}", known), True
        return variable(self.theory, kind, f"{thing.path}.{name}", known), False

    def _of_post(self, post: Thing, name: str, kind: Kind) -> tuple[Meaning, bool]:
        if name == "age":
            return self._age(self.fields.value(post, "published"), f"{post.path}.age"), False
        if name == "mine":
            return self.mine(post), False
        if name == "seen":
            return self._seen(post), False
        if name in _MEASURES:
            title, text = self.fields.value(post, "title"), self.fields.value(post, "text")
            nothing = z3.And(z3.Or(z3.Not(title.known), title.empty), z3.Or(z3.Not(text.known), text.empty))
            return self._measure(post.path, name, kind, z3.Or(title.known, text.known), nothing), True
        known = z3.And(self.fields.value(post, "url").known, self.theory.flag(f"{post.path}.{name}?"))
        return variable(self.theory, kind, f"{post.path}.{name}", known), False

    def mine(self, post: Thing) -> Truth:
        """Whether the reader wrote a post: it is so marked, or its author is one of theirs."""
        said = self.fields.truth(post, "mine")
        author = self.people.me(self.fields.thing(post, "author"))
        unsaid = z3.Not(author.known)
        return Truth(
            either((said.yes, author.yes)),
            z3.And(z3.Not(said.yes), z3.Or(author.no, z3.And(unsaid, said.no))),
        )

    def labels(self, post: Thing) -> Listing:
        """The labels in force; they are known where the labels are."""
        known = z3.And(post.present, self.theory.flag(f"{post.path}.labels?"))
        listing = self.fields.listing(f"{post.path}.labels", known, Structure("label", Label))
        for element in listing.elements:
            label = cast(Thing, element.value)
            expires = self.fields.value(label, "expires_at")
            self.theory.require(
                z3.Not(self.fields.truth(label, "negated").yes),
                z3.Implies(expires.known, expires.term > self.moments.now().term),
            )
        return listing

    def _seen(self, post: Thing) -> Truth:
        """Known where the post says when it was seen; else a history may know that it was."""
        at = self.fields.value(post, "seen_at")
        by_now = at.term <= self.moments.now().term
        told = self.theory.flag(f"{post.path} was seen")
        yes = z3.If(at.known, by_now, z3.And(post.present, told))
        return Truth(yes, z3.And(at.known, z3.Not(by_now)))

    def _age(self, since: Value, path: str) -> Value:
        return Value(since.known, self.moments.now().term - since.term, path=path)

    def _measure(self, path: str, name: str, kind: Kind, known: Term, empty: Term) -> Value:
        """How much there is of something in a text; nothing in an empty one."""
        path = f"{path}.{name}"
        self.measured.add(path)
        if name == "shouting":
            share = variable(self.theory, kind, path, z3.And(known, z3.Not(empty), self.theory.flag(f"{path}?")))
            self.theory.require(share.term >= 0, share.term <= 1)
            return share
        amount = variable(self.theory, kind, path, known, is_whole=kind is Simple.NUMBER)
        self.theory.require(amount.term >= 0, z3.Implies(empty, amount.term == 0))
        return amount

    def _of_account(self, account: Thing, name: str, kind: Kind) -> tuple[Meaning, bool]:
        match name:
            case "age":
                return self._age(self.fields.value(account, "created"), f"{account.path}.age"), False
            case "credential":
                return self._credential(account), False
            case "followed":
                return self._followed(account), False
            case "mutual":
                return conjunction((self._followed(account), self._related(account, "follower"))), False
            case _ if kind is Simple.TRUTH:
                return self._related(account, name), False
            case _:
                known = z3.And(account.present, self.theory.flag(f"{account.path}.{name}?"))
                return variable(self.theory, kind, f"{account.path}.{name}", known), True

    def _related(self, account: Thing, name: str) -> Truth:
        return self.fields.truth(self.fields.thing(account, "relation"), name)

    def _followed(self, account: Thing) -> Truth:
        """What the account says itself, else what the host knows."""
        said = self._related(account, "followed")
        told = self.theory.anything(f"{account.path} is followed", account.present)
        unsaid = z3.Not(said.known)
        return Truth(z3.Or(said.yes, z3.And(unsaid, told.yes)), z3.Or(said.no, z3.And(unsaid, told.no)))

    def _credential(self, account: Thing) -> Value:
        """The highest claim; `none` of an account that is known to make none, and of no other."""
        claims = cast(Listing, self.fields.get(account, "claims"))
        path = f"{account.path}.credential"
        self.credentials.add(account.path)
        value = variable(self.theory, CREDENTIAL, path, claims.known)
        numbers = [text_number(self.theory, CREDENTIAL, word) for word in CREDENTIAL.values]
        self.theory.require(z3.Not(value.empty), either(value.term == number for number in numbers))
        self.theory.require((value.term == numbers[0]) == is_empty(claims))
        return value
