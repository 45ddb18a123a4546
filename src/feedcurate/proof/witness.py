"""From a model of the solver to a post.

In: an encoding and a model of what it was asked. Out: a `World` in which the engine should find the same; whether it
does is for the engine to say. What the model leaves out is left unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import z3
from attrs import define
from pydantic import BaseModel, ValidationError

from feedcurate.engine.moments import TICK, instant_of
from feedcurate.matching.measures import emoji_count, word_count
from feedcurate.model.account import Account
from feedcurate.model.fields import fields_of
from feedcurate.model.item import Item, Link
from feedcurate.model.kinds import Enumeration, Kind, ListOf, Simple
from feedcurate.program.expr import Fold
from feedcurate.proof.concrete import counts_itself, is_own, more_of, tenths_of
from feedcurate.proof.encode import Encoding
from feedcurate.proof.past import TENTHS, Wanted
from feedcurate.proof.quantities import form_of
from feedcurate.proof.terms import Listing, Meaning, Term, Thing, Truth, Value
from feedcurate.proof.world import World
from feedcurate.proof.writing import lengthened, written


def world_of(encoding: Encoding, model: Any) -> World | None:
    """The world of a model; None where it makes no post."""
    builder = _Builder(encoding, model)
    try:
        now = instant_of(builder.size(encoding.moments.now().term))
        item = encoding.program.item.model_validate(_finished(builder.post(), now, builder))
    except (ValidationError, OverflowError, ValueError):
        return None
    return World(item, now)


def _finished(post: dict[str, Any], now: datetime, builder: _Builder) -> dict[str, Any]:
    """A post with what every post has, and a date where nothing was asked about that."""
    post = {"source": "unknown"} | post
    if not builder.is_asked("post.id"):
        post["id"] = "1"
    if not builder.is_asked("post.published"):
        post["published"] = now
    return post


def wanted_of(encoding: Encoding, model: Any, world: World) -> list[Wanted]:
    """What a model says of the windows of counts and shares."""
    builder, found = _Builder(encoding, model), []
    item = world.item
    accounts = {
        "": None,
        "post.author": item.author,
        "post.via.account": None if item.via is None else item.via.account,
    }
    for (number, path), (over, value) in encoding.windows.found.items():
        if path in accounts and builder.holds(value.known):
            if over.fold in (Fold.COUNT, Fold.DAYS):
                own = is_own(over, path) and builder.holds(counts_itself(encoding, over))
                found.append(Wanted(over, accounts[path], builder.size(z3.ToInt(value.term)) - own))
            if over.fold is Fold.SHARE:
                true = builder.size(tenths_of(encoding, number, path))
                found.append(Wanted(over, accounts[path], true, TENTHS - true))
    return found


@define(eq=False)
class _Builder:
    """What a model says of the fields of an encoding."""

    encoding: Encoding
    model: Any

    def holds(self, term: Term) -> bool:
        """Whether a condition is met."""
        return bool(z3.is_true(self.model.eval(term, model_completion=True)))

    def size(self, term: Term) -> int:
        """A whole number."""
        return int(self.model.eval(term, model_completion=True).as_long())

    def is_asked(self, path: str) -> bool:
        """Whether anything was asked about a field."""
        return path in self.encoding.fields.found

    def flag(self, name: str) -> bool:
        """A truth by its name."""
        return self.holds(self.encoding.theory.flag(name))

    def post(self) -> dict[str, Any]:
        """The post as its model takes it."""
        post = self.thing(self.encoding.post)
        signals = {
            name: value
            for name, kind in self.encoding.program.signals
            if (value := self._signal(name, kind)) is not None
        }
        return post | ({"signals": signals} if signals else {})

    def _signal(self, name: str, kind: Kind) -> Any:
        path = f"post.signals.{name}"
        if not self.flag(f"{path}?"):
            return None
        if kind is Simple.TRUTH:
            return self.flag(path)
        if kind is Simple.TEXT:
            return self._text(kind, self.size(z3.Int(path)))
        return self._number(z3.Real(path))

    # --- Structures -------------------------------------------------------------------------------

    def thing(self, thing: Thing) -> dict[str, Any]:
        """A structure by the names of its fields."""
        found: dict[str, Any] = {}
        for field in list(self.encoding.fields.found.values()):
            if field.owner.path == thing.path:
                value = self._decoded(field.meaning, field.kind, f"{thing.path}.{field.name}")
                if value is not None:
                    found[field.name] = value
        if issubclass(thing.cls, Item):
            found |= self._of_post(thing, found)
        if issubclass(thing.cls, Account):
            found |= self._of_account(thing)
        if issubclass(thing.cls, Link):
            found |= self._address(thing.path)
        return {**_needed(thing.cls), **found}

    def _decoded(self, meaning: Meaning, kind: Kind, path: str) -> Any:
        match meaning:
            case Truth():
                return True if self.holds(meaning.yes) else False if self.holds(meaning.no) else None
            case Thing():
                return self.thing(meaning) if self.holds(meaning.present) else None
            case Listing():
                element = kind.element if isinstance(kind, ListOf) else kind
                return self.listing(meaning, element) if self.holds(meaning.known) else None
            case Value():
                return self._value(meaning, kind, path) if self.holds(meaning.known) else None

    def listing(self, listing: Listing, kind: Kind) -> list[Any]:
        """The elements of a list, those that are like a named one behind it."""
        found: list[Any] = []
        more = more_of(self.encoding, listing)
        for i, (element, count) in enumerate(zip(listing.elements, more, strict=True)):
            if self.holds(element.present):
                made = self._decoded(element.value, kind, f"{listing.path}[{i}]")
                found += [made] * (1 + max(0, self.size(count)))
        return found

    def _of_post(self, thing: Thing, found: Mapping[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = self._address(thing.path)
        labels = self.encoding.lists.made.get(f"{thing.path}.labels")
        if labels is not None and self.holds(labels.known):
            made["labels"] = self.listing(labels, Simple.TEXT)
        named = self.encoding.people.named_at(thing.path)
        if any(self.holds(truth.known) for truth in named.values()):
            made["mentions"] = [*found.get("mentions", ()), *self._named(named)]
        if thing.path != "post":
            made |= {"id": found.get("id", thing.path)}
        return made | self._measured(thing.path, {**found, **made})

    def _measured(self, path: str, found: Mapping[str, Any]) -> dict[str, Any]:
        """The texts of a post, so changed that they have as many words and emoji as was asked."""
        for name in ("text", "title"):
            text = found.get(name)
            if isinstance(text, str):
                for of, other in ((path, "title" if name == "text" else "text"), (f"{path}.{name}", "")):
                    beside = str(found.get(other) or "")
                    text = self._shaped(of, text, beside)
                return {name: text}
        return {}

    def _shaped(self, path: str, text: str, beside: str) -> str:
        theory = self.encoding.theory
        if f"{path}.words" in self.encoding.deriving.measured:
            wanted = self.size(theory.whole(f"{path}.words"))
            text = lengthened(text, min(1000, wanted - word_count(text) - word_count(beside)))
        if f"{path}.emoji" in self.encoding.deriving.measured:
            wanted = self.size(theory.whole(f"{path}.emoji"))
            text = " ".join([text, *["🙂"] * min(100, wanted - emoji_count(text) - emoji_count(beside))])
        if f"{path}.shouting" in self.encoding.deriving.measured and self.flag(f"{path}.shouting?"):
            text = lengthened(text, 4)
            text = text.upper() if self._number(theory.real(f"{path}.shouting")) >= 0.5 else text.lower()
        return text

    def _address(self, path: str) -> dict[str, Any]:
        """An address at the most exact of the sites that are asked."""
        asked = self.encoding.covering.sites_at(f"{path}.site")
        if not asked or not self.flag(f"{path}.site?"):
            return {}
        sites = [site for site, flag in asked.items() if self.holds(flag)]
        return {"url": f"https://{max(sites, key=len, default='elsewhere.example')}"}

    # --- Accounts ---------------------------------------------------------------------------------

    def _of_account(self, account: Thing) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, (value, group) in self.encoding.people.classes_at(account.path).items():
            if self.holds(value.known):
                number = self.size(group)
                found[name] = (
                    self.encoding.people.classes[name][number].example if number >= 0 else _nobody(name, account.path)
                )
        if not found and not any(self.is_asked(f"{account.path}.{name}") for name in ("id", "handle", "url")):
            found["handle"] = _nobody("handle", account.path)
        if account.path in self.encoding.deriving.credentials:
            claims = self.encoding.fields.get(account, "claims")
            if isinstance(claims, Listing) and self.holds(claims.known):
                word = self._word(self.size(self.encoding.theory.whole(f"{account.path}.credential")))
                found["claims"] = [] if word in (None, "none") else [*self.listing(claims, Simple.TEXT), {"kind": word}]
        return found

    def _named(self, named: Mapping[int, Truth]) -> list[dict[str, str]]:
        """For each list of which an account is named, one that is in none of which no one is."""
        refused = {number for number, truth in named.items() if not self.holds(truth.yes)}
        found: list[dict[str, str]] = []
        for number, truth in sorted(named.items()):
            if self.holds(truth.yes):
                classes = self.encoding.people.classes
                pairs = ((name, alike) for name, group in classes.items() for alike in group)
                fitting = (
                    {name: alike.example}
                    for name, alike in pairs
                    if number in alike.lists and not alike.lists & refused
                )
                found += [one for one in [next(fitting, None)] if one is not None]
        return found

    # --- Values -----------------------------------------------------------------------------------

    def _value(self, value: Value, kind: Kind, path: str) -> Any:
        if kind in (Simple.NUMBER, Simple.SHARE):
            return self._number(value.term)
        if isinstance(kind, Simple) and kind in _FROM_WHOLE:
            return _FROM_WHOLE[kind](self.size(value.term))
        if self.holds(value.empty):
            return ""
        if kind is Simple.LANGUAGE:
            asked = self.encoding.covering.languages_at(path)
            return max((one for one, flag in asked.items() if self.holds(flag) and one != "*"), key=len, default="tlh")
        if kind is Simple.TEXT and path in self.encoding.searching.patterns:
            return self._searched(value, path)
        field = self.encoding.fields.found.get(path)
        if field is not None and issubclass(field.owner.cls, Account) and field.name in ("id", "handle", "url"):
            named = self.encoding.theory.text_of("text", self.size(value.term))
            return named or _nobody(field.name, field.owner.path)
        return self._text(kind, self.size(value.term))

    def _searched(self, value: Value, path: str) -> str:
        """A text in which words are looked for."""
        named = self.encoding.theory.text_of("text", self.size(value.term))
        if named:
            return named
        patterns = self.encoding.program.patterns
        asked = self.encoding.searching.patterns[path]
        return written([patterns[number] for number, flag in sorted(asked.items()) if self.holds(flag)])

    def _text(self, kind: Kind, number: int) -> str:
        family = form_of(kind)
        named = None if family is None else self.encoding.theory.text_of(family[0], number)
        if kind is Simple.HASHTAG:
            return f"tag{abs(number)}" if named is None else named.removeprefix("#")
        return named or f"{'hello' if kind is Simple.TEXT else 'other'} {abs(number)}"

    def _word(self, number: int) -> str | None:
        return self.encoding.theory.text_of("word", number)

    def _number(self, term: Term) -> Any:
        value = self.model.eval(term, model_completion=True)
        number = value.as_fraction() if z3.is_rational_value(value) else value.approx(20).as_fraction()
        return int(number) if number.denominator == 1 else float(number)


_FROM_WHOLE: Mapping[Simple, Callable[[int], Any]] = {
    Simple.DURATION: lambda size: size * TICK,
    Simple.INSTANT: instant_of,
    Simple.DATE: date.fromordinal,
    Simple.CLOCK: lambda size: instant_of(size).time(),
}


def _needed(cls: type[BaseModel]) -> dict[str, str]:
    """The fields without which there is no structure, whatever is in them."""
    fields = fields_of(cls)
    needed = {
        name: fields[name].kind for name, info in cls.model_fields.items() if info.is_required() and name in fields
    }
    return {name: kind.values[0] if isinstance(kind, Enumeration) else "other" for name, kind in needed.items()}


def _nobody(name: str, path: str) -> str:
    """An identifier of somebody in no list."""
    who = "someone" if path == "post.author" else re.sub(r"\W+", "-", path.removeprefix("post.")).strip("-")
    return {"id": f"id-{who}", "handle": f"{who}@nobody.example", "url": f"https://nobody.example/@{who}"}[name]
