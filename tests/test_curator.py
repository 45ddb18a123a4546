"""What an app holds on to: rules, a history, a reader."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from feedcurate.curator import Curator
from feedcurate.history.memory import MemoryHistory
from feedcurate.history.sqlite import SQLiteHistory
from feedcurate.model.account import Account
from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.decision import AccountAdvice, InputProblem, Outcome, SessionAdvice, SessionWord
from feedcurate.model.draft import Draft
from feedcurate.model.item import Item
from feedcurate.model.record import Given
from feedcurate.ruleset import loads

NOW = datetime(2026, 5, 8, 8, tzinfo=UTC)
HIDE_ADS = loads('set timezone: "UTC"\nrule ads when post is sponsored then hide\n')
LABEL_ALL = loads('set timezone: "UTC"\nrule all when post has text then label seen\n')
AD = Item(id="1", text="Buy this", sponsored=True, published=NOW - timedelta(hours=1))


def outcome_of(curator: Curator, item: Item, now: datetime = NOW) -> Outcome:
    """What happens to a post that comes alone."""
    (decision,) = curator.curate([item], now=now).posts
    return decision.outcome


def test_it_curates_and_explains_as_of_now() -> None:
    """The decision and its explanation are of the same rules, post and instant."""
    curator = Curator(HIDE_ADS)
    assert outcome_of(curator, AD) is Outcome.HIDDEN
    explanation = curator.explain(AD, now=NOW)
    assert explanation.outcome is Outcome.HIDDEN
    assert [rule.rule for rule in explanation.rules] == ["ads"]


def test_now_is_the_clock_where_it_is_not_given() -> None:
    """A rule that began yesterday and ends tomorrow holds, one that is over does not."""
    today = datetime.now(UTC).date()
    day = timedelta(days=1)
    ads = "when post is sponsored then hide"
    in_force = loads(f'set timezone: "UTC"\nrule ads from {today - day} until {today + day} {ads}\n')
    over = loads(f'set timezone: "UTC"\nrule ads until {today - 2 * day} {ads}\n')
    (hidden,) = Curator(in_force).curate([AD]).posts
    assert hidden.outcome is Outcome.HIDDEN
    assert Curator(in_force).explain(AD).outcome is Outcome.HIDDEN
    (shown,) = Curator(over).curate([AD]).posts
    assert shown.outcome is Outcome.SHOWN


def test_an_instant_without_a_zone_is_misuse() -> None:
    """Whoever gives `now` says where."""
    with pytest.raises(ValueError, match="zone"):
        Curator(HIDE_ADS).curate([AD], now=datetime(2026, 5, 8, 8))  # noqa: DTZ001 - the mistake that is tested


def test_the_reader_is_who_the_curator_was_made_for() -> None:
    """Own posts are kept, the reader's zone wins over the file's, and who is followed is known."""
    rules = loads(
        'set timezone: "UTC"\n'
        "rule late when now.time >= 09:00 then label late\n"
        "rule known when author is followed then label followed\n"
        "rule ads when post is sponsored then hide\n"
    )
    me = Account(handle="me@example.social")
    curator = Curator(rules, timezone=ZoneInfo("Europe/Berlin"), me=["@me@example.social"], following=[me])
    (decision,) = curator.curate([AD.model_copy(update={"author": me})], now=NOW).posts
    assert decision.outcome is Outcome.SHOWN
    assert decision.labels == ("followed", "late")


def test_its_history_counts() -> None:
    """A post seen today uses up a place of the day."""
    rules = loads('set timezone: "UTC"\nfeed at most 1 per day\n')
    before = Item(id="9", published=NOW, seen_at=NOW - timedelta(hours=2))
    assert outcome_of(Curator(rules), AD) is Outcome.SHOWN
    assert outcome_of(Curator(rules, history=MemoryHistory([before])), AD) is Outcome.HELD


def test_rules_that_do_not_look_back_still_see_what_rules_before_them_remembered() -> None:
    """A newer state of a post counts, and a pause goes on; where there is neither, the history is not asked at all."""
    curator = Curator(loads("rule often when count(posts by author, 1 day) > 3 then label often"))
    corrected = AD.model_copy(update={"sponsored": False, "updated": NOW})
    curator.curate([corrected], now=NOW)
    curator.rules = HIDE_ADS
    other = AD.model_copy(update={"id": "2"})
    assert outcome_of(curator, AD) is Outcome.SHOWN
    assert outcome_of(curator, other) is Outcome.HIDDEN
    assert curator.curate([other], now=NOW).session is None
    pause = SessionAdvice(advice=SessionWord.PAUSE, until=NOW + timedelta(hours=1))
    curator.history.give(Given(at=NOW, advice=pause))
    paused = curator.curate([other], now=NOW).session
    assert paused is not None
    assert paused.advice is SessionWord.PAUSE


def test_problems_of_the_input_are_handed_on() -> None:
    """They belong to the result as much as the decisions."""
    problem = InputProblem(source="x.xml", message="is in no known format")
    assert Curator(HIDE_ADS).curate([AD], now=NOW, problems=[problem]).problems == (problem,)


def test_rules_may_be_replaced_while_others_read() -> None:
    """Every curation is one of the old rules or of the new ones, never of both."""
    curator = Curator(HIDE_ADS)

    def replace() -> None:
        for turn in range(200):
            curator.rules = (HIDE_ADS, LABEL_ALL)[turn % 2]

    def read() -> set[tuple[Outcome, tuple[str, ...]]]:
        found = set()
        for _ in range(50):
            (decision,) = curator.curate([AD], now=NOW).posts
            found.add((decision.outcome, decision.labels))
        return found

    with ThreadPoolExecutor() as pool:
        writer = pool.submit(replace)
        readers = [pool.submit(read) for _ in range(4)]
        writer.result()
        seen = set().union(*(reader.result() for reader in readers))
    assert seen <= {(Outcome.HIDDEN, ()), (Outcome.SHOWN, ("seen",))}


# --- Threads --------------------------------------------------------------------------------------

OFTEN = loads(
    'set timezone: "UTC"\n'
    "rule often for account when count(posts by account, 7 days) >= 1 then suggest mute\n"
    "rule late for session when count(views, today) >= 1 then pause 1 hour\n"
    "rule think for draft when count(posts, 7 days) >= 1 then hold 10 minutes\n"
    "rule much when count(posts by author, 7 days) >= 1 then label often\n"
)
ANN = Account(handle="ann@a.example")
BATCH = 7


def batch_of(number: int) -> list[Item]:
    """Posts that come together."""
    ids = range(BATCH * number, BATCH * (number + 1))
    return [Item(id=str(n), author=ANN, published=NOW - timedelta(minutes=n + 1)) for n in ids]


def counted(advice: AccountAdvice) -> int:
    """How many of the latest posts an advice names."""
    return sum(len(clause.counted) for reason in advice.because for clause in reason.clauses)


@pytest.mark.parametrize("kind", ["memory", "sqlite"])
def test_readers_see_a_batch_wholly_or_not_at_all(kind: str, tmp_path: Path) -> None:
    """While one thread curates and records, others ask about accounts, the session, a draft and a post."""
    history = MemoryHistory() if kind == "memory" else SQLiteHistory(tmp_path / "me.db")
    curator = Curator(OFTEN, history=history)

    def write() -> None:
        for number in range(20):
            curator.curate(batch_of(number), now=NOW)
            curator.record(
                Activity(kind=ActivityKind.VIEW, at=NOW, item=item.id, id=item.id) for item in batch_of(number)
            )

    def read() -> set[int]:
        seen = set()
        for _ in range(15):
            seen |= {counted(advice) for advice in curator.accounts(now=NOW)}
            assert curator.session(now=NOW).advice in (SessionWord.PAUSE, SessionWord.CONTINUE)
            assert curator.draft(Draft(text="x"), now=NOW).hold in (None, timedelta(minutes=10))
            assert curator.explain(AD, now=NOW).outcome is Outcome.SHOWN
            seen |= {counted(entry.advice) for entry in curator.advice(now=NOW)}
        return seen

    with ThreadPoolExecutor() as pool:
        writer = pool.submit(write)
        readers = [pool.submit(read) for _ in range(3)]
        writer.result()
        seen = set().union(*(reader.result() for reader in readers))
    # An advice names twenty posts at most.
    assert seen <= {0, BATCH, 2 * BATCH, 20}
    assert len(curator.history.given()) == 1
    assert len(list(curator.history.posts(NOW - timedelta(days=7), NOW))) == 20 * BATCH
    if isinstance(history, SQLiteHistory):
        history.close()


def test_a_default_history_keeps_what_the_rules_look_back_for() -> None:
    """A window is whole also at the instant at which what is older than it is forgotten."""
    few = "share(posts by account where post.likes < 3, 7 days) = 100% and count(posts by account, 7 days) = {}"
    rules = [f"rule r{n} for account when {few.format(n)} then suggest mute" for n in range(1, 9)]
    curator = Curator(loads('set timezone: "UTC"\n' + "\n".join(rules)))
    for days in range(10):
        now = NOW + timedelta(days=days)
        item = Item(id=str(days), author=ANN, published=now, likes=1)
        [advice] = curator.curate([item], now=now).accounts
        assert [reason.rule for reason in advice.because] == [f"r{min(days + 1, 7)}"]
