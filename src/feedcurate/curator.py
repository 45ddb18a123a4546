"""What an app holds on to: rules, a history, and the reader they are for.

In: a `Ruleset` and what is known of the reader. Out: curations, advice and explanations as of now; what comes in is
remembered in the history. One thread may write (`curate`, `record`, `answer`) or replace the rules while others read:
each sees what was recorded wholly or not at all, and the old rules or the new ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import RLock
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from attrs import evolve

from feedcurate.model.facts import Facts

if TYPE_CHECKING:
    from feedcurate.engine.scene import Scene
    from feedcurate.engine.windows import Windows
    from feedcurate.history.base import Added, History
    from feedcurate.model.account import Account
    from feedcurate.model.activity import Activity
    from feedcurate.model.decision import (
        AccountAdvice,
        Curation,
        DraftAdvice,
        InputProblem,
        SessionAdvice,
        ShadowReport,
    )
    from feedcurate.model.draft import Draft
    from feedcurate.model.explanation import Explanation
    from feedcurate.model.item import Item
    from feedcurate.model.record import AdviceState, QueuedAdvice
    from feedcurate.program.program import Program
    from feedcurate.ruleset import Ruleset

_TIDY_EVERY = timedelta(days=1)


class Curator:
    """Curates what comes in for one reader.

    `rules` may be replaced at any time. `history` is what happened before and takes up what comes in; without one, as
    much is kept in memory as the rules look back. `timezone` wins over the rule file's; `me` are the reader's accounts,
    besides those of the rule file; `following` are the accounts the reader follows, None where that is not known beyond
    what posts say.

    Methods take `now`, an aware instant, by default the clock's, and raise ValueError where it has no time zone; they
    raise `HistoryError` where a history cannot be read or written.
    """

    def __init__(
        self,
        rules: Ruleset,
        *,
        history: History | None = None,
        timezone: ZoneInfo | None = None,
        me: Iterable[str] = (),
        following: Iterable[Account] | None = None,
    ) -> None:
        from feedcurate.history.memory import MemoryHistory

        self.rules = rules
        self.history: History = MemoryHistory() if history is None else history
        self.facts = Facts(
            history=self.history,
            timezone=timezone,
            me=tuple(me),
            following=None if following is None else tuple(following),
        )
        self._bare_facts = evolve(self.facts, history=None)
        self._keeps_all = history is not None
        self._tidied: datetime | None = None
        self._busy = RLock()
        self._windows: Windows | None = None

    # --- Posts ------------------------------------------------------------------------------------

    def curate(
        self,
        items: Iterable[Item],
        *,
        now: datetime | None = None,
        problems: Iterable[InputProblem] = (),
        accounts: bool = True,
    ) -> Curation:
        """The feed that the rules make of some posts, which the history takes up with what was decided on them.

        `problems`, what could not be read of the input, are handed on in the result. `accounts` False leaves out the
        advice about accounts, for an app that curates post by post and asks for it (`accounts`, `advice`) by itself.
        """
        from feedcurate.engine.advising import Advised, about_accounts
        from feedcurate.engine.evaluate import curate, evaluate
        from feedcurate.engine.sameness import each_once

        batch, at = each_once(items), _at(now)
        problems = tuple(problems)
        with self._busy:
            rules = self.rules
            number = self._take_up(rules, batch, at)
            if number is None and not rules.program.account_rules and self._knows_nothing(batch):
                curation = evaluate(rules.program, batch, self._bare_facts, now=at)
                return curation.model_copy(update={"problems": problems}) if problems else curation
            with self._scene(at, batch) as (scene, posts):
                curation = curate(scene, posts)
                wanted = accounts and scene.program.account_rules
                advised = about_accounts(scene.judge, scene.everybody()) if wanted else Advised()
                session, shadow = self._session(scene)
            if number is not None:
                self.history.close_batch(number, curation.posts)
        return curation.model_copy(
            update={
                "accounts": advised.accounts,
                "session": session,
                "shadow": (*curation.shadow, *advised.shadow, *shadow),
                "problems": (*curation.problems, *problems),
            }
        )

    def explain(self, item: Item, *, now: datetime | None = None) -> Explanation:
        """Every rule, fired or not, clause by clause, as it is for one post."""
        from feedcurate.engine.explain import explained

        with self._busy, self._scene(_at(now), (item,)) as (scene, _):
            return explained(scene, item)

    # --- What the reader does ---------------------------------------------------------------------

    def record(self, activities: Iterable[Activity]) -> Added:
        """Remember what the reader did and how they felt."""
        with self._busy:
            return self.history.record(activities)

    def session(self, *, now: datetime | None = None) -> SessionAdvice:
        """What the rules advise about the session; a pause or stop that was given counts until it ends."""
        from feedcurate.model.decision import SessionAdvice

        with self._busy, self._scene(_at(now)) as (scene, _):
            advice, _ = self._session(scene)
        return SessionAdvice() if advice is None else advice

    def draft(self, draft: Draft, *, now: datetime | None = None) -> DraftAdvice:
        """What the rules ask of a draft before it is sent."""
        from feedcurate.engine.advising import on_draft

        with self._busy, self._scene(_at(now)) as (scene, _):
            return on_draft(scene.judge, draft)

    # --- Accounts ---------------------------------------------------------------------------------

    def accounts(self, *, now: datetime | None = None) -> tuple[AccountAdvice, ...]:
        """What the rules advise about every account of the history and everybody the reader follows."""
        from feedcurate.engine.advising import about_accounts

        with self._busy, self._scene(_at(now)) as (scene, _):
            return about_accounts(scene.judge, scene.everybody() if scene.program.account_rules else ()).accounts

    def advice(self, *, now: datetime | None = None) -> tuple[QueuedAdvice, ...]:
        """The advice that waits for the reader's answer: what the rules advise now, and what they advised before.

        What was answered comes back only for new evidence.
        """
        from feedcurate.history.queue import offered, open_entries

        at = _at(now)
        with self._busy:
            advised = self.accounts(now=at)
            self.history.put(list(offered(self.history.queue(), advised, at)))
            return open_entries(self.history.queue(), at)

    def answer(
        self, advice: str, state: AdviceState, *, until: datetime | None = None, now: datetime | None = None
    ) -> QueuedAdvice:
        """Remember the reader's answer to the advice of an id; a snooze takes `until`. Nothing else is done.

        Raises KeyError where there is no such advice, ValueError for a snooze without an end.
        """
        from feedcurate.history.queue import answered

        with self._busy:
            return self._put(answered(self._entry(advice), state, _at(now), until))

    def undo(self, advice: str) -> QueuedAdvice:
        """Take the last answer to an advice back. Raises KeyError or ValueError where there is none."""
        from feedcurate.history.queue import undone

        with self._busy:
            return self._put(undone(self._entry(advice)))

    def _entry(self, advice: str) -> QueuedAdvice:
        for entry in self.history.queue():
            if entry.id == advice:
                return entry
        raise KeyError(advice)

    def _put(self, entry: QueuedAdvice) -> QueuedAdvice:
        self.history.put([entry])
        return entry

    # --- Inside -----------------------------------------------------------------------------------

    @contextmanager
    def _scene(self, now: datetime, batch: Iterable[Item] = ()) -> Iterator[tuple[Scene, list[Item]]]:
        """The scene of an instant, in one state of the history, and the batch's posts in their newest states."""
        from feedcurate.engine.scene import scene_in, scene_of

        program = self.rules.program
        posts = {_key(item): item for item in batch}
        with self.history.reading():
            known = {_key(item): item for item in self.history.find(posts.keys())} if posts else {}
            if known.keys() == posts.keys():
                yield scene_in(self._judged(program, now), self.facts, now), [known[key] for key in posts]
            else:
                scene = scene_of(program, posts.values(), self.facts, now)
                newest = {_key(item): item for item in scene.store.find(posts.keys())}
                yield scene, [newest[key] for key in posts]

    def _judged(self, program: Program, now: datetime) -> Windows:
        """What is worked out of the history for these rules; new rules start anew."""
        from feedcurate.engine.context import context_of
        from feedcurate.engine.windows import Windows

        if self._windows is None or self._windows.program is not program:
            self._windows = Windows(program, self.history, context_of(program, self.facts, now, self.history))
        return self._windows

    def _take_up(self, rules: Ruleset, batch: tuple[Item, ...], now: datetime) -> int | None:
        """Remember a batch, and forget what is older than the rules want it kept."""
        from feedcurate.engine.questions import reach_of_program

        if now.utcoffset() is None:
            raise ValueError("`now` must be an aware instant: give it a time zone, such as `datetime.now(UTC)`")
        program = rules.program
        reach = reach_of_program(program)
        if not self._keeps_all and reach == timedelta(0):
            return None
        number = self.history.open_batch(batch, now, rules.digest)
        keep = program.settings.keep_history if self._keeps_all else reach
        if keep is not None and (self._tidied is None or now - self._tidied >= _TIDY_EVERY):
            self._tidied = now
            paused = [one for one in self.history.given() if one.advice.until is not None and now < one.advice.until]
            self.history.erase(start=datetime.min.replace(tzinfo=UTC), end=_before(now, keep))
            for one in paused:
                self.history.give(one)
        return number

    def _knows_nothing(self, batch: Iterable[Item]) -> bool:
        """Whether the history has no pause to go on with, and no other state of these posts.

        Then rules that do not look back are asked without it: to set it up takes ten times as long as to decide.
        """
        if self.history.given():
            return False
        posts = [_key(item) for item in batch]
        return not posts or not list(self.history.find(posts))

    def _session(self, scene: Scene) -> tuple[SessionAdvice | None, tuple[ShadowReport, ...]]:
        """What holds about the session, with what was given before; new pauses and stops are remembered."""
        from feedcurate.engine.advising import about_session
        from feedcurate.history.pauses import going_on, to_remember, together

        now, past = scene.context.now, scene.context.past
        given_before = self.history.given()
        start = past.session_start() if given_before else None
        before = going_on(given_before, now, start, scene.program.settings.session_gap)
        resting = {reason.rule for advice in before for reason in advice.because}
        advised = about_session(scene.judge, resting)
        given = to_remember(advised.advice, now)
        if given is not None:
            self.history.give(given)
        parts = (*before, *(() if advised.advice is None else (advised.advice,)))
        return (together(parts) if parts else None), advised.shadow


def _key(item: Item) -> tuple[str, str]:
    return item.source, item.id


def _before(instant: datetime, span: timedelta) -> datetime:
    return instant - min(span, instant - datetime.min.replace(tzinfo=UTC))


def _at(now: datetime | None) -> datetime:
    return datetime.now(UTC) if now is None else now
