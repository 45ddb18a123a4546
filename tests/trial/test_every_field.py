"""What the model has can be given, field by field and word by word; so can what it will have."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from feedcurate.model.account import Account
from feedcurate.model.draft import Draft
from feedcurate.model.fields import fields_of
from feedcurate.model.item import Item
from feedcurate.model.kinds import Enumeration, Kind, ListOf, Simple, Structure
from feedcurate.model.words import has_words, is_words
from tests.trial.trying import passes

ROOTS: tuple[tuple[str, type[BaseModel]], ...] = (("post", Item), ("author", Account), ("reposter", Account))
VALUES: dict[Kind, str] = {
    Simple.NUMBER: "3", Simple.SHARE: "30%", Simple.DURATION: "2 minutes", Simple.TEXT: '"x"', Simple.LANGUAGE: "de",
    Simple.SITE: '"a.example"', Simple.ADDRESS: '"https://a.example/x"', Simple.HASHTAG: "#x",
}  # fmt: skip
NOT_SAID = {"id", "source", "published", "updated", "fetched_at", "seen_at", "created", "contact_details"}
"""What is always there, instants, of which an example says how long ago they are, and what only a text can have."""


def _value(kind: Kind) -> str | None:
    match kind:
        case Structure(cls=cls) if issubclass(cls, Account):
            return "@a@b.example"
        case Enumeration(values=(first, *_)):
            return f'"{first}"'
        case _:
            return VALUES.get(kind)


def _details(root: str, cls: type[BaseModel], depth: int = 0) -> Iterator[str]:
    """A detail for each field, and for those of what it has two levels down."""
    for name, field in fields_of(cls).items():
        path, kind = f"{root}.{name}", field.kind
        value = _value(kind)
        if kind is Simple.TRUTH:
            yield from (path, f"not {path}")
        elif isinstance(kind, ListOf) and (element := _value(kind.element)) is not None:
            yield from (f"{element} in {path}", f"{element} not in {path}")
        elif isinstance(kind, ListOf) and isinstance(kind.element, Structure):
            yield from (
                f"any({path} where {kind.singular}.{part} = {_value(inner.kind)})"
                for part, inner in fields_of(kind.element.cls).items()
                if _value(inner.kind) is not None
            )
        elif value is not None:
            yield f"{path} = {value}"
        if isinstance(kind, Structure) and depth < 2:
            yield from _details(path, kind.cls, depth + 1)


@pytest.mark.parametrize("detail", [detail for root, cls in ROOTS for detail in _details(root, cls)])
def test_every_field_can_be_given(detail: str) -> None:
    """A post that is given a value in a field has it there, and a rule that asks for it fires."""
    assert passes(f"rule it when {detail} then block", f"given post with {detail}", "expect blocked")


def _words(root: str, cls: type[BaseModel]) -> Iterator[str]:
    """A detail for each word that may follow `is` or `has`, and its negation."""
    for word in is_words(cls).keys() - NOT_SAID:
        yield from (f'{root} is "{word}"', f'{root} is not "{word}"')
    for word in has_words(cls).keys() - NOT_SAID:
        yield from (f'{root} has "{word}"', f'not {root} has "{word}"')


@pytest.mark.parametrize("detail", sorted(detail for root, cls in ROOTS for detail in _words(root, cls)))
def test_every_word_can_be_said_of_a_post_and_denied(detail: str) -> None:
    """A post is made of which that is so, not one of which it is unknown."""
    assert passes(f"rule it when {detail} then block", f"given post with {detail}", "expect blocked")


@pytest.mark.parametrize("detail", sorted(_words("draft", Draft)))
def test_every_word_can_be_said_of_a_draft_and_denied(detail: str) -> None:
    """As of a post."""
    assert passes(f'rule it for draft when {detail} then warn "!"', f"given draft with {detail}", "expect draft warns")
