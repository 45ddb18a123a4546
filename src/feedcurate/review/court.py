"""Rules that judge one instant of the past after the other, quickly.

In: a program, the reader, and a store that moves forward (`Unfolding`). Out: what the rules made of posts then, just as
`engine.evaluate.curate` would have decided it, without the reasons: those are worked out of an `Opinion` when somebody
wants them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from attrs import frozen

from feedcurate.engine.answers import texts_of
from feedcurate.engine.context import Context, context_of
from feedcurate.engine.deciding import Opinion
from feedcurate.engine.evaluate import Asker
from feedcurate.engine.feed import arrange
from feedcurate.engine.interpret import Judge, judge_of
from feedcurate.engine.joined import Joined
from feedcurate.engine.judged import Judged
from feedcurate.engine.moments import EARLIEST
from feedcurate.engine.periods import ReadersTime, readers_time
from feedcurate.engine.questions import questions_of
from feedcurate.engine.run.runner import Runner, engine_of
from feedcurate.engine.scene import Scene
from feedcurate.engine.search import Scanned
from feedcurate.engine.tables import tables_of
from feedcurate.engine.view import View
from feedcurate.engine.windows import Windows
from feedcurate.model.decision import Outcome
from feedcurate.model.facts import Facts
from feedcurate.program.expr import Calendar, Input, Root, Stream
from feedcurate.program.program import Per, Program, Rule
from feedcurate.review.moments import BatchMoment, PostMoment
from feedcurate.review.sights import Sights
from feedcurate.review.standing import Holding, Standing
from feedcurate.review.timeline import Timeline, Wanted


@frozen(eq=False)
class Verdicts:
    """What became of a post: the opinion on it, and the outcome that quotas left; `held` is the quota that held it."""

    opinion: Opinion
    outcome: Outcome
    held: str | None = None


class Court:
    """See the module. Instants are asked for in order of time."""

    def __init__(self, program: Program, facts: Facts, timeline: Timeline) -> None:
        self.program, self.facts, self.store = program, facts, timeline.store
        self.reader = reader_of(program, facts)
        self._basics = _basics(program, facts)
        self._judge = judge_of(program, self._basics)
        self._engine = engine_of(program)
        texts = texts_of(program, range(len(program.exprs)))
        self._windows = Windows(program, self.store, self._basics, texts=texts, is_empty=self.store.is_empty)
        self._standing: Standing[Rule] = Standing(program.rules, self._basics.zone)
        self._holding: Holding[Rule] | None = None
        self._bits = 0, 0
        self._sights = Sights(self.store.history) if tables_of(program).asks_seen else None

    def scene(self, now: datetime) -> Scene:
        """Everything that the questions of an instant share."""
        return Scene(self.judge(now), self.facts, self.store)

    def judge(self, now: datetime) -> Judge:
        """A judge in the context of an instant."""
        basics, judge = self._basics, self._judge
        context = Context(
            now=now,
            zone=basics.zone,
            me=basics.me,
            following=basics.following,
            signals=basics.signals,
            seen=basics.seen if self._sights is None else self._sights.by(now),
            past=View(self._caught_up(now), now),
        )
        return Judge(judge.program, context, judge.tables, judge.kinds_of_signals)

    def _caught_up(self, now: datetime) -> Windows:
        with self._windows.busy:
            self._windows.catch_up()
            self._windows.tidy(now)
        return self._windows

    def opinion(self, moment: PostMoment) -> Verdicts:
        """What the rules made of a post that came alone; quotas have no say."""
        return self._woken(moment, *self._wakes(moment))

    def opinion_if_any(self, moment: PostMoment) -> Verdicts | None:
        """The same, but None where no rule speaks of the post: it is shown. That is what becomes of most."""
        awake, known = self._wakes(moment)
        return self._woken(moment, awake, known) if awake else None

    def _wakes(self, moment: PostMoment) -> tuple[int, Scanned]:
        """The rules that a post may make fire, and what was found in its texts when it came."""
        live, shadow = self._in_force(moment.now)
        return self._engine.wakes(moment.post, live | shadow, moment.now, self._caught_up(moment.now).known)

    def _woken(self, moment: PostMoment, awake: int, known: Scanned) -> Verdicts:
        found = self._runner(self.judge(moment.now)).woken(moment.post, awake, known)
        return Verdicts(found, found.verdict.outcome)

    def opinions(self, moment: BatchMoment) -> tuple[Verdicts, ...]:
        """What the rules made of the posts of a batch, in its order, quotas included."""
        scene = self.scene(moment.now)
        found = self._runner(scene.judge).opinions(moment.posts)
        held = _held(scene, found) if self.program.quotas else {}
        return tuple(
            Verdicts(one, Outcome.HELD if i in held else one.verdict.outcome, held.get(i))
            for i, one in enumerate(found)
        )

    def fresh(self, moment: BatchMoment) -> tuple[Verdicts, ...]:
        """What they made of those of its posts that came for the first time."""
        if not moment.fresh:
            return ()
        if not self.program.quotas:
            posts = tuple(item for item in moment.posts if (item.source, item.id) in moment.fresh)
            return self.opinions(BatchMoment(moment.now, posts, moment.fresh))
        judged = zip(moment.posts, self.opinions(moment), strict=True)
        return tuple(one for item, one in judged if (item.source, item.id) in moment.fresh)

    def _runner(self, judge: Judge) -> Runner:
        return Runner(self._engine, judge, judge, *self._in_force(judge.context.now))

    def _in_force(self, now: datetime) -> tuple[int, int]:
        """The rules that hold at an instant, live ones and shadow ones, as bits."""
        holding = self._standing.at(now)
        if holding is not self._holding:
            self._holding = holding
            self._bits = self._engine.bits(holding.live), self._engine.bits(holding.shadow)
        return self._bits


def _left(found: Opinion, held: str | None) -> Verdicts:
    return Verdicts(found, found.verdict.outcome if held is None else Outcome.HELD, held)


def reader_of(program: Program, facts: Facts) -> ReadersTime:
    """The reader's calendar."""
    return readers_time(_basics(program, facts).zone, program.settings)


def wanted_by(programs: Iterable[Program]) -> Wanted:
    """What a timeline has to give for some rules."""
    every = list(programs)
    asked = [questions_of(program) for program in every]
    done = any(program.session_rules for program in every)
    looks_at_acts = any(
        one.habits is not None or any(group.mine or group.stream is not Stream.POSTS for group in one.groups)
        for one in asked
    ) or any(_names_session(program) for program in every)
    return Wanted(acts=done or looks_at_acts, done=done, days=any(program.account_rules for program in every))


def _names_session(program: Program) -> bool:
    """Whether a rule or a quota looks at the session; to be sure, any mention of it."""
    roots = any(isinstance(expr, Root) and expr.input is Input.SESSION for expr in program.exprs)
    return roots or any(isinstance(quota, Per) and quota.period is Calendar.SESSION for quota in program.quotas)


def _basics(program: Program, facts: Facts) -> Context:
    """The context that all instants share: nothing of it is looked up in a history."""
    return context_of(program, facts, EARLIEST, Joined(None, ()))


def _held(scene: Scene, found: Sequence[Opinion]) -> dict[int, str]:
    judged = [Judged(one.item, one.verdict.outcome, one.verdict.shift) for one in found]
    return dict(arrange(scene, judged, Asker(scene.judge, found).truth).held)
