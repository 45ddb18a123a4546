"""What the engine makes of accounts, sessions and drafts is never impossible to the solver: no proof rules it out."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
import z3
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.engine.interpret import Reading
from feedcurate.engine.scene import scene_of
from feedcurate.model.facts import Facts
from feedcurate.proof.ask import Found
from feedcurate.proof.warnings.questions import Questions
from feedcurate.ruleset import loads
from feedcurate.testing import accounts, drafts, histories_for, moments_for

HEAD = """
set timezone: "Europe/Berlin"
set me: @ann@a.example
accounts close: @sis@a.example, @cat@b.example
accounts wide: close, @ann@a.example, @bob
topic bait: "summer body", "goal*", "body"
"""
ATOMS = {
    "account": (
        "account in close", "account in wide", "account is bot", "not account is bot", "account has bio",
        "account.followers > 10", "account.followers < 3", "account.credential >= link", "account.credential = none",
        "account.age > 3 days", "account.bio mentions bait", 'account.bio mentions "summer body"',
        "account is followed", "account is mutual", "account is muted", "any(account.claims where claim.kind = link)",
        "count(posts by account, 7 days) > 1", "count(posts by account, 14 days) > 1",
        "count(posts by account where post mentions bait, 14 days) > 0",
        "share(posts by account where post mentions bait, 30 days) > 10%", "days(posts by account, 7 days) > 1",
        "since(posts by account) < 2 days", "average(post.likes of posts by account, 30 days) > 3",
        "count(views of account, 7 days) > 1", "now.time > 12:00", "account.posts > 3",
    ),
    "session": (
        "session.passive_time > 1 minute", "session.posts_seen > 1", "passive_time(today) > 1 minute",
        "passive_share(today) > 50%", "sessions(today) > 1", "posts_seen(7 days) > 1", "posts_seen(14 days) > 1",
        "now.time in 22:00..06:00", "now.day = fri", "session.started < now", "count(views, today) > 1",
        "active_time(today) > 1 minute", "now - session.started > 10 minutes", "count(checkins, 7 days) > 0",
        "count(posts by me, 24 hours) >= 1",
    ),
    "draft": (
        "draft.words > 3", "draft.words < 9", "draft mentions bait", 'draft mentions "summer body"',
        "draft.text mentions bait", "draft has contact_details", "count(posts by me, 24 hours) >= 1",
        "count(posts by me, 7 days) >= 1", "now.time > 12:00", "draft is reply", "draft.shouting > 50%",
        "draft has image", "draft.language = en", "draft.emoji > 0", "draft has text", "count(draft.media) > 1",
        'draft.text = "x"',
    ),
}  # fmt: skip
ACTIONS = {"account": "suggest mute", "session": "stop", "draft": 'ask "really?"'}


@pytest.mark.parametrize("subject", ATOMS)
@pytest.mark.property
def test_what_the_engine_makes_of_it_is_never_impossible(subject: str) -> None:
    """All conditions of a subject at once, each as true, false or unknown as the engine finds it, are a model."""
    text = "".join(
        f"rule r{number} for {subject} when {atom} then {ACTIONS[subject]}\n"
        for number, atom in enumerate(ATOMS[subject])
    )
    rules = loads(HEAD + text)
    program = rules.program
    questions = Questions(program, 20.0)
    truths = {rule.name: questions.encoding.truth(rule.when) for rule in program.all_rules}
    seen: set[bool | None] = set()

    def observed(reading: Reading) -> Iterator[object]:
        for rule in program.all_rules:
            value, truth = reading.truth(rule.when), truths[rule.name]
            seen.add(value)
            yield truth.yes if value is True else truth.no if value is False else z3.Not(truth.known)

    @given(
        st.sampled_from((None, ZoneInfo("Asia/Kathmandu"))),
        moments_for(rules),
        histories_for(rules, most=6),
        accounts(),
        drafts(),
        st.booleans(),
    )
    def check(zone, now, history, account, draft, follows) -> None:  # type: ignore[no-untyped-def]  # Hypothesis gives
        facts = Facts(history=history, timezone=zone, following=(account,) if follows else None)
        judge = scene_of(program, (), facts, now).judge
        match subject:
            case "account":
                reading = judge.of_account(account)
            case "draft":
                reading = judge.of_draft(draft)
            case _:
                reading = judge.of_session()
        assert questions.ask(*observed(reading)).found is not Found.IMPOSSIBLE

    check()
    assert seen == {True, False, None}
