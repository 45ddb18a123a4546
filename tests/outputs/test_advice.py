"""Advice in words: about accounts, the session and drafts, on the reader's clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.model.decision import (
    AccountAdvice,
    AdviceWord,
    Because,
    Clause,
    Counted,
    Curation,
    DraftAdvice,
    SessionAdvice,
    SessionWord,
)
from feedcurate.outputs.counted import counted_lines
from feedcurate.outputs.draft import draft_page
from feedcurate.outputs.layout import layout
from feedcurate.outputs.plain import plain
from feedcurate.outputs.reasons import clause_words, reason_words
from feedcurate.outputs.report import report
from feedcurate.outputs.width import cells
from feedcurate.outputs.words import date_words, end_words
from tests.outputs.advised import ADVISED, DRAFT, GYM, NOW
from tests.outputs.controls import CONTROLS

AT_100_COLUMNS = """\
advice (3)
unfollow  @gym@example.social  (The Gym)
  Comparison, again and again: it does you no good
    count(posts by account where post mentions comparison, 14 days) >= 3 (it is 7)
      2026-05-08  “summer body”  Your summer body, week 7: we do this together, every day, u…
      2026-05-07  “summer body”  Your summer body, week 6: we do this together, every day, u…
      2026-05-06  “summer body”  Your summer body, week 5: we do this together, every day, u…
      … and 4 more
    not account in close
  outweighed: too_loud (count(posts by account, 1 day) is at least 31)
snooze 2 weeks  Daily␛News
  too_loud
    count(posts by account, 1 day) > 20 (it is at least 31)
      2026-05-08  0
      2026-05-08  1
      2026-05-08  2
      … and at least 17 more
keep  @sis@mastodon.social
  friends
    account in close

session
pause until 15:00 (1 hour)
  Call a friend, or take a walk.
  passive_limit
    passive_time(today) > 20 minutes (it is 25 minutes)
    passive_share(today) > 80% (it is 92%)
  outweighed: quiet_night (now.time in 22:30..07:00, sessions(today) = 3, posts_seen(today) = 2)

what shadow rules would have advised (2)
mute  @gym@example.social  (The Gym)
  too_loud (count(posts by account, 1 day) is at least 31)
session: stop
  quiet_night (now.time in 22:30..07:00, sessions(today) = 3, posts_seen(today) = 2)

0 posts in
"""

DRAFT_PAGE = """\
held 10 minutes, until 14:10
asks: Why am I posting this, and for whom?
warns: There is a telephone number in it.
Think first
  draft has contact_details (“+49 30 1234567” in text)
too_loud
  count(posts by account, 1 day) > 20 (it is at least 31)
    2026-05-08  0
    2026-05-08  1
    2026-05-08  2
    … and at least 17 more
"""


def drawn(curation: Curation, width: int) -> str:
    """The table of a curation without colour."""
    return plain(layout(report(curation, (), NOW), width))


def test_advice_at_100_columns() -> None:
    """What is advised, why, what was counted, what was outweighed, and the shadow rules: the whole of it."""
    assert drawn(ADVISED, 100) == AT_100_COLUMNS


@pytest.mark.parametrize("width", [1, 40, 60, 80, 140])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    """Long conditions are wrapped as everything else."""
    assert all(cells(line) <= max(width, 40) for line in drawn(ADVISED, width).splitlines())
    assert all(cells(line) <= max(width, 40) for line in plain(draft_page(DRAFT, NOW, width)).splitlines())


def test_the_page_of_a_draft() -> None:
    """How long it is held and until when, the questions, the warnings and the reasons."""
    assert plain(draft_page(DRAFT, NOW, 100)) == DRAFT_PAGE


def test_a_draft_that_nobody_asks_about() -> None:
    """One line, and that is all."""
    assert plain(draft_page(DraftAdvice(), NOW, 80)) == "nothing to ask\n"


@pytest.mark.parametrize(
    ("advice", "told"),
    [
        (SessionAdvice(), ""),
        (SessionAdvice(texts=("Drink water.",)), "session\ngo on\n  Drink water.\n\n"),
        (SessionAdvice(advice=SessionWord.STOP), "session\nstop\n\n"),
        (SessionAdvice(advice=SessionWord.NUDGE, texts=("Look up.",)), "session\nnudge\n  Look up.\n\n"),
        (
            SessionAdvice(advice=SessionWord.PAUSE, until=datetime(2026, 5, 9, 5, tzinfo=UTC)),
            "session\npause until 2026-05-09 07:00 (17 hours)\n\n",
        ),
        (
            SessionAdvice(advice=SessionWord.WAIT, until=NOW + timedelta(minutes=5)),
            "session\nwait until 14:05 (5 minutes)\n\n",
        ),
    ],
)
def test_the_session(advice: SessionAdvice, told: str) -> None:
    """What is advised and until when; a session that nobody minds has no section."""
    assert drawn(Curation(posts=(), session=advice), 80) == f"{told}0 posts in\n"


def test_times_are_those_of_the_reader() -> None:
    """An instant late in the evening in UTC is on the next day in Berlin, and noon is at two."""
    assert date_words(datetime(2026, 5, 7, 22, 30, tzinfo=UTC), NOW) == "2026-05-08"
    assert end_words(datetime(2026, 5, 8, 12, 30, tzinfo=UTC), NOW) == "14:30 (30 minutes)"
    assert end_words(datetime.max.replace(tzinfo=UTC), NOW, with_span=False) == "9999-12-31 23:59"


def test_a_reason_in_one_line_says_what_windows_came_to() -> None:
    """Beside the words that were found, and in place of the bare condition, with no more than three of all."""
    clauses = tuple(
        Clause(id=i, text=f"days(posts, {i} days) > 1", value=True, values={f"days(posts, {i} days)": str(i)})
        for i in range(2, 7)
    )
    assert reason_words(Because(rule="r", at="a:1:1", clauses=clauses)) == (
        "r (days(posts, 2 days) = 2, days(posts, 3 days) = 3, days(posts, 4 days) = 4, 2 more)"
    )


def test_a_condition_of_plain_paths_names_them() -> None:
    """`it is` is for a window alone."""
    clause = Clause(id=1, text="account.posts > 3", value=False, values={"account.posts": "2"})
    assert clause_words(clause) == "not account.posts > 3 (account.posts = 2)"


@given(st.integers(0, 20))
def test_three_of_what_was_counted_are_shown_and_the_rest_is_counted(amount: int) -> None:
    """The first three, then how many more there are."""
    lines = [said.text for said in counted_lines([Counted(at=NOW, text=f"{i}") for i in range(amount)], NOW, 0)]
    assert len(lines) == min(amount, 4)
    assert [line for line in lines if "more" in line] == (
        [] if amount < 4 else [f"… and {amount - 3} more" if amount < 20 else "… and at least 17 more"]
    )


def test_no_control_character_reaches_a_terminal() -> None:
    """Not from the name of an account, a text, a word that was counted, or a reason."""
    text = "".join(CONTROLS)
    because = Because(
        rule=text,
        title=text,
        at="a:1:1",
        reason=text,
        clauses=(Clause(id=1, text=text, value=True, values={text: text}, counted=(Counted(at=NOW, text=text),)),),
    )
    account = GYM.model_copy(update={"name": text})
    told = drawn(
        Curation(
            posts=(),
            accounts=(AccountAdvice(account=account, advice=AdviceWord.MUTE, because=(because,)),),
            session=SessionAdvice(texts=(text,), because=(because,)),
        ),
        80,
    ) + plain(draft_page(DraftAdvice(ask=(text,), warn=(text,), because=(because,)), NOW, 80))
    assert not set(told.replace("\n", "")) & set(CONTROLS)
