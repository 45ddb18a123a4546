"""An app's subclass of `Item` brings its own fields into the language, and declared signals bring values."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, Field

from feedcurate.model.base import Ordered
from feedcurate.model.item import Item
from feedcurate.ruleset import Signal, examine_text


class Mood(StrEnum):
    """A closed list of words."""

    CALM = "calm"
    ANGRY = "angry"


class Shop(BaseModel):
    """A structure of the app's own."""

    name: str | None = Field(None, description="what it is called")
    rating: float | None = Field(None, description="stars")


class Offer(BaseModel):
    """An element of a list of the app's own."""

    price: float | None = Field(None, description="in euros")
    kind: Literal["new", "used"] | None = Field(None, description="its state")


class ShopItem(Item):
    """A post with what a shop knows of it."""

    price: float | None = Field(None, description="in euros")
    mood: Mood | None = Field(None, description="how it sounds")
    state: Annotated[Literal["poor", "fair", "good"], Ordered()] | None = Field(None, description="worst first")
    shop: Shop | None = Field(None, description="who sells it")
    offers: tuple[Offer, ...] | None = Field(None, description="all of them")
    delivery: timedelta | None = Field(None, description="how long it takes")
    in_stock: bool | None = Field(None, description="whether it can be had")
    extra: dict[str, str] = Field(default_factory=dict, description="no kind of the language")


def _said(condition: str) -> list[tuple[str, str]]:
    found = examine_text(f"rule r when {condition} then hide", item=ShopItem).diagnostics
    return [(diagnostic.code, diagnostic.help) for diagnostic in found]


@pytest.mark.parametrize(
    "condition",
    [
        "post.price > 10",
        "post.price + post.likes > 10",
        "post.price between 10 and 20",
        "post.mood = angry",
        "post.mood in {calm, angry}",
        "post.mood is angry",
        "post.state >= fair",
        "post.shop.rating < 3",
        'post.shop.name mentions "outlet"',
        "any(post.offers where offer.price < 5 and offer.kind = used)",
        "count(post.offers) > 3",
        "post.delivery > 3 days",
        "post.in_stock",
        "post is in_stock",
        "post has shop",
        "post has price",
    ],
)
def test_own_fields_are_used_like_any_other(condition: str) -> None:
    """Numbers, words, structures, lists, durations and flags are of the kinds that their Python types are."""
    assert _said(condition) == []


@pytest.mark.parametrize(
    ("condition", "code", "help_"),
    [
        ("post.price", "E120", "compare it"),
        ("post.price > 30%", "E123", "say `0.3`"),
        ("post.pirce > 3", "E102", "did you mean `price`"),
        ("price > 3", "E101", "say `post.price`"),
        ("post.mood = happy", "E108", "`calm` or `angry`"),
        ("post.mood > calm", "E125", "use `=`"),
        ("post.state > bad", "E108", "`poor`, `fair` or `good`"),
        ("post.shop > 3", "E121", "ask for one of its fields"),
        ("post.shop.ratng > 3", "E102", "did you mean `rating`"),
        ("any(post.offers where offer.kind = old)", "E108", "`new` or `used`"),
        ("post.offers.price > 3", "E102", "any(post.offers where offer.price …)"),
        ("post.delivery > 3", "E122", "3 minutes"),
        ("post is in_stok", "E103", "did you mean `in_stock`"),
        ("post.quote.price > 3", "E102", "`id`, "),
        ("post.extra mentions \"x\"", "E102", ""),
    ],
)  # fmt: skip
def test_own_fields_used_wrongly_are_told_like_any_other(condition: str, code: str, help_: str) -> None:
    """The same codes and the same kind of help; a field without a kind is none."""
    ((found, said),) = _said(condition)
    assert found == code
    assert help_ in said


def test_without_the_class_its_fields_are_unknown() -> None:
    """The class is what brings them."""
    assert [d.code for d in examine_text("rule r when post.price > 10 then hide").diagnostics] == ["E102"]


SIGNALS = (Signal("outrage", "share"), Signal("score_", "number"), Signal("cluster", "text"), Signal("spam", "truth"))


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("rule r when post.outrage > 80% and post.score_ > 3 and post.spam then hide", []),
        ('rule r when post.cluster = "x" and post.cluster mentions "y" then hide', []),
        ("feed once per cluster in 3 days", []),
        ("rule r when post.outrage > 0.8 then hide", ["E123"]),
        ("rule r when post.spam > 3 then hide", ["E121"]),
        ("feed once per outrage", ["E184"]),
        ("signal outrage: share", []),
        ("signal outrage: number", ["E110"]),
        ("signal other: number\nrule r when post.other > 3 then hide", []),
        ("rule r when post.other > 3 then hide", ["E102"]),
        ("rule r when post.quote.outrage > 80% then hide", ["E102"]),
        ("signal likes: number", ["E111"]),
        ("signal age: duration", ["E186"]),
        ("signal a: number\nsignal a: number", []),
        ("signal a: number\nsignal a: text", ["E110"]),
    ],
)
def test_signals_are_values_of_posts_with_a_declared_type(rules: str, said: list[str]) -> None:
    """Declared by the app or in the file, once or twice alike; a field's name is taken."""
    assert [diagnostic.code for diagnostic in examine_text(rules, signals=SIGNALS).diagnostics] == said


def test_an_unknown_type_is_the_mistake_of_the_app() -> None:
    """Not of the rule file, so it is raised."""
    with pytest.raises(ValueError, match="'percent'"):
        examine_text("", signals=[Signal("a", "percent")])


def test_the_type_that_the_app_gives_a_signal_is_told_and_mended() -> None:
    """Whoever wrote the file cannot see the app's declaration."""
    (found,) = examine_text("signal outrage: number", signals=SIGNALS).diagnostics
    assert found.message == "the app that reads this file declares `outrage` as share"
    assert found.fix is not None
    assert (found.fix.span.text, found.fix.replacement) == ("number", "share")
