"""The fields that an example gives a post or a draft, gathered by their paths.

In: paths of the model and values, with the places where they are written. Out: the fields as a model takes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from attrs import Factory, define

from feedcurate.model.identity import AccountSet
from feedcurate.model.item import Item
from feedcurate.model.kinds import Enumeration, Kind, Simple, Structure
from feedcurate.text.span import Span

Path = tuple[str, ...]
SOMEWHERE = "somewhere.example"
"""The host of an account that is given without one."""
_ANOTHER = {"id": "another", "source": "example"}
"""A post that is quoted or answered: all that there has to be to it."""
_SOMEBODY = {"handle": f"somebody@{SOMEWHERE}"}
_NAMES = ("id", "handle", "url")
_SAMPLES: Mapping[Kind, Any] = {
    Simple.TEXT: "something", Simple.NUMBER: 1, Simple.SHARE: 0.5, Simple.LANGUAGE: "en", Simple.HASHTAG: "tag",
    Simple.SITE: "example.com", Simple.ADDRESS: "https://example.com/thread", Simple.TRUTH: True,
    Simple.DURATION: timedelta(minutes=1),
}  # fmt: skip
_STRUCTURES: Mapping[str, Mapping[str, str]] = {
    "account": _SOMEBODY, "mention": _SOMEBODY, "claim": {"kind": "self_described"}, "label": {"value": "marked"},
    "link": {"url": "https://example.com/"}, "reference": {"id": "another"}, "via": {"id": "another"},
}  # fmt: skip
"""What is given of a structure of which only that it is there is said."""


@define
class Fields:
    """Fields by path, with the places where they are given; `ages` are those of the post and of its author.

    `seen` is whether the reader saw the post: what is known of that is an instant.
    """

    values: dict[Path, Any] = Factory(dict)
    places: dict[Path, Span] = Factory(dict)
    signals: dict[str, Any] = Factory(dict)
    ages: dict[Path, timedelta] = Factory(dict)
    seen: bool | None = None

    def put(self, path: Path, value: Any, span: Span) -> Span | None:
        """Set a field; where it is set to something else already, change nothing and return where that was."""
        if path not in self.values:
            self.values[path], self.places[path] = value, span
            return None
        known = self.values[path]
        if not (isinstance(known, dict) and isinstance(value, dict)):
            return None if known == value else self.places[path]
        if known.keys() & set(_NAMES) and value.keys() & set(_NAMES) and known != value:
            return self.places[path]
        self.values[path] = {**known, **value}
        return None

    def add(self, path: Path, value: Any, span: Span) -> None:
        """Put one more into a list; one that is known to be empty stays that, and is found to be impossible."""
        self.places.setdefault(path, span)
        self.values[path] = [*self.values.get(path, []), value]

    def place(self, path: Path) -> Span | None:
        """Where a field is given, or one that it is in."""
        above = (path[:length] for length in range(len(path), 0, -1))
        return next((self.places[one] for one in above if one in self.places), None)

    def nested(self) -> dict[str, Any]:
        """The fields as a model takes them."""
        found: dict[str, Any] = {"signals": self.signals} if self.signals else {}
        for path in sorted(self.values, key=len):
            if not path:
                # An element of a list that is given as a whole: `mention = @name@host`.
                found.update(self.values[path])
                continue
            part = found
            for name in path[:-1]:
                part = part.setdefault(name, {})
                if name == "quote":
                    part.update({**_ANOTHER, **part})
            value, known = self.values[path], part.get(path[-1])
            part[path[-1]] = {**value, **(known or {})} if isinstance(value, dict) else value
        return found


def account_fields(text: str) -> dict[str, str]:
    """An account that is known by what is written: a DID, an address, or a handle; `@name` is on some host."""
    if text.startswith("did:"):
        return {"id": text}
    if text.startswith("@"):
        name = text[1:]
        return {"handle": name if "@" in name or "." in name else f"{name}@{SOMEWHERE}"}
    return {"url": text if "://" in text else f"https://{text}"}


def somebody_of(accounts: AccountSet) -> str | None:
    """Somebody on a list as they are written, always the same one; None where nobody is on it."""
    handles = [f"@{handle}" for handle in sorted(accounts.handles)]
    names = [f"@{name}" for name in sorted(accounts.locals)]
    return next(iter((*handles, *names, *sorted(accounts.ids), *sorted(accounts.addresses))), None)


def needed(kind: Structure) -> Mapping[str, Any]:
    """The fields that something has to have, from where only that it is there is said."""
    given: Mapping[str, Any] = sample(kind)
    return {name: value for name, value in given.items() if kind.cls.model_fields[name].is_required()}


def sample(kind: Kind) -> Any:
    """Something of a kind, where only that there is something is said; None of a kind that has to be told."""
    match kind:
        case Structure(name, cls):
            return dict(_ANOTHER if issubclass(cls, Item) else _STRUCTURES.get(name, {}))
        case Enumeration(values=(first, *_)):
            return first
        case Simple():
            return _SAMPLES.get(kind)
        case _:
            return None
