from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from feedcurate.engine import kleene
from feedcurate.engine.context import Context
from feedcurate.engine.derive import DERIVATIONS, derive, is_mine, labels_in_force
from feedcurate.engine.following import following
from feedcurate.history.memory import MemoryHistory
from feedcurate.model.account import Account, Claim, ClaimKind, Relation
from feedcurate.model.derived import DERIVED
from feedcurate.model.facts import Facts
from feedcurate.model.identity import account_set, same_account
from feedcurate.model.item import Label, Link
from feedcurate.model.kinds import Simple
from tests.engine.build import NOW, ago, post, truth

CONTEXT = Context(NOW)
PYTHON_TYPES: dict[type | Simple, type] = {Simple.TEXT: str, Simple.INSTANT: datetime}


def test_every_derived_value_can_be_worked_out() -> None:
    """The table of derivations has each name of the model's table and no other."""
    promised = {PYTHON_TYPES.get(key, key): set(names) for key, names in DERIVED.items()}
    assert {cls: set(names) for cls, names in DERIVATIONS.items()} == promised


@pytest.mark.parametrize(
    ("value", "name", "expected"),
    [
        (post("One two, three-four #five @six 🙂 https://example.com/seven"), "words", 4.0),
        (post("three more words", title="And two"), "words", 5.0),
        (post(title="only a title"), "words", 3.0),
        (post(), "words", None),
        (post(""), "words", 0.0),
        (post(" ".join(["word"] * 460)), "reading_time", timedelta(minutes=2)),
        (post("STOP SHOUTING"), "shouting", 1.0),
        (post("STOP"), "shouting", None),
        (post("very calm", title="LOUD!!"), "shouting", 4 / 12),
        (post("👍🏽 and 🇩🇪"), "emoji", 2.0),
        ("Nine 🙂 lives", "words", 2.0),
        ("HELLO WORLD", "shouting", 1.0),
        (post(url="https://www.Example.com/a/b/?q=1"), "site", "example.com/a/b"),
        (Link(url="https://a.example/x", site="b.example"), "site", "a.example/x"),
        (Link(site="WWW.B.example"), "site", "b.example"),
        (Link(), "site", None),
        (post(published=ago(hours=2)), "age", timedelta(hours=2)),
        (post(), "age", None),
        (Account(created=ago(days=30)), "age", timedelta(days=30)),
        (Account(claims=(Claim(kind=ClaimKind.LINK), Claim(kind=ClaimKind.SELF_DESCRIBED))), "credential", "link"),
        (Account(claims=()), "credential", "none"),
        (Account(), "credential", None),
        (Account(relation=Relation(followed=True, follower=True)), "mutual", True),
        (Account(relation=Relation(followed=True)), "mutual", None),
        (Account(relation=Relation(followed=False)), "mutual", False),
        (Account(relation=Relation(muted=True)), "muted", True),
        (Account(), "blocked", None),
        (post(seen_at=ago(minutes=1)), "seen", True),
        (post(seen_at=NOW + timedelta(minutes=1)), "seen", False),
        (post(), "seen", None),
        (None, "age", None),
    ],
)
def test_a_derived_value_is(value: Any, name: str, expected: object) -> None:
    """What the table of derived values says, by example."""
    assert derive(value, name, CONTEXT) == expected


def label(value: str, source: str = "moderator", **rest: Any) -> Label:
    """A label as a labelling service puts it there."""
    return Label(value=value, source=source, **rest)


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ([label("a"), label("b")], ["a", "b"]),
        ([label("a"), label("a", negated=True)], []),
        ([label("a", negated=True), label("a")], ["a"]),
        ([label("a"), label("a", negated=True), label("a")], ["a"]),
        ([label("a"), label("a", source="other", negated=True)], ["a"]),
        ([label("a"), label("b", negated=True)], ["a"]),
        ([label("a", expires_at=NOW)], []),
        ([label("a", expires_at=NOW + timedelta(microseconds=1))], ["a"]),
    ],
)
def test_labels_in_force(labels: list[Label], expected: list[str]) -> None:
    """Taken back is an earlier label of the same source and value; a label has expired at the instant it names."""
    found = labels_in_force(post(labels=tuple(labels)), NOW)
    assert [one.value for one in found or ()] == expected


def test_unknown_labels_stay_unknown() -> None:
    """No labels is not the same as labels that nobody asked for."""
    assert labels_in_force(post(), NOW) is None


@pytest.mark.parametrize(
    ("marked", "author", "me", "expected"),
    [
        (True, None, [], True),
        (None, None, [], None),
        (None, Account(handle="me@example.social"), ["@me@example.social"], True),
        (False, Account(handle="me@example.social"), ["@me@example.social"], True),
        (None, Account(handle="you@example.social"), ["@me@example.social"], False),
        (None, Account(name="Me"), ["@me@example.social"], None),
        (False, Account(name="Me"), ["@me@example.social"], False),
        (True, Account(handle="you@example.social"), ["@me@example.social"], True),
    ],
)
def test_a_post_is_mine(marked: bool | None, author: Account | None, me: list[str], expected: bool | None) -> None:
    """By its mark or by its author, whichever says so."""
    context = Context(NOW, me=account_set(me))
    assert is_mine(post(mine=marked, author=author), context) is expected


def test_a_history_knows_what_was_seen() -> None:
    """A post that the history has seen by now is seen; what it does not have is unknown."""
    history = MemoryHistory([post(seen_at=ago(days=400)), post(id="3", seen_at=NOW + timedelta(days=1))])
    assert truth("post is seen", post(), Facts(history=history)) is True
    assert truth("post is seen", post(id="2"), Facts(history=history)) is None
    assert truth("post is seen", post(id="3"), Facts(history=history)) is None


ACCOUNTS = st.builds(
    Account,
    id=st.sampled_from([None, "1", "2"]),
    handle=st.sampled_from([None, "a@x.example", "b@x.example"]),
    url=st.sampled_from([None, "https://x.example/@a", "http://www.x.example/@A/", "https://x.example/@b"]),
)


@given(st.lists(ACCOUNTS, max_size=4), ACCOUNTS)
def test_following_is_asking_each_followed_account(followed: list[Account], account: Account) -> None:
    """The quick set says what Kleene's or of `same_account` over the whole list says."""
    expected = kleene.disjunction(same_account(account, one) for one in followed)
    event(str(expected))
    assert following(followed).has(account) is expected
