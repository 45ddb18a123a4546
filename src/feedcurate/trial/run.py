"""Examples run one after the other.

In: a rule set. Out: a `Trial`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from feedcurate.engine.sameness import each_once
from feedcurate.engine.scene import Scene, scene_of
from feedcurate.model.account import Account
from feedcurate.model.draft import Draft
from feedcurate.model.item import Item
from feedcurate.program.examples import About, Detail, Example, Expect, GivenDraft, GivenPosts
from feedcurate.program.program import Program
from feedcurate.ruleset import Ruleset
from feedcurate.trial.coverage import Coverage
from feedcurate.trial.judging import Happened, of_account, of_draft, of_post, of_session
from feedcurate.trial.lists import with_lists
from feedcurate.trial.results import Expected, Impossible, Trial, Tried
from feedcurate.trial.story import Story


def run_examples(rules: Ruleset, *, only: str = "") -> Trial:
    """Run the examples of a rule set, those whose title contains `only`, whatever the case of its letters.

    Coverage is that of the examples that ran.
    """
    program, coverage = rules.program, Coverage()
    wanted = [one for one in program.examples if only.casefold() in one.title.casefold()]
    wanted.sort(key=lambda example: (example.span.source.name, example.span.start))
    tried = tuple(_Run(with_lists(program, example), example, coverage).tried() for example in wanted)
    return Trial(tried, coverage.of(program))


def try_example(rules: Ruleset, example: Example) -> Tried:
    """Run one example of a rule set."""
    return _Run(with_lists(rules.program, example), example, Coverage()).tried()


class _Run:
    """One example, with the program that has its lists."""

    def __init__(self, program: Program, example: Example, coverage: Coverage) -> None:
        self._program, self._example, self._coverage = program, example, coverage
        self._story = Story(program)
        # What came of the world as it stands: many expectations of one post decide once.
        self._known: dict[tuple[About, Account | None], Happened] = {}

    def tried(self) -> Tried:
        """Go through its lines."""
        expected: list[Expected] = []
        impossible: list[Impossible] = []
        for step in self._example.steps:
            if isinstance(step, Expect):
                expected.append(self._expected(step))
            else:
                self._story.go_on(step)
                self._known.clear()
                if isinstance(step, GivenPosts | GivenDraft):
                    impossible += self._impossible(step.details, about_post=isinstance(step, GivenPosts))
        return Tried(self._example, tuple(expected), tuple(impossible))

    def _scene(self) -> Scene:
        return scene_of(self._program, each_once(self._story.batch()), self._story.facts(), self._story.now)

    def _impossible(self, details: Iterable[Detail], *, about_post: bool) -> Iterator[Impossible]:
        """The details that are not true of what was made of them."""
        judge, item, draft = self._scene().judge, self._story.last, self._story.draft
        subject = item if about_post else draft
        if isinstance(subject, Item):
            reading = judge.read(subject)
        elif isinstance(subject, Draft):
            reading = judge.of_draft(subject)
        else:
            return
        for detail in details:
            if reading.truth(detail.condition) is not True:
                yield Impossible(detail.text, detail.span)

    def _expected(self, expect: Expect) -> Expected:
        about = expect.about, expect.account
        happened = self._known.get(about) or self._happened(expect)
        self._known[about] = happened
        self._coverage.note(happened.rules, happened.reading)
        return happened.against(expect)

    def _happened(self, expect: Expect) -> Happened:
        scene, story = self._scene(), self._story
        match expect.about:
            case About.POST if story.last is not None:
                return of_post(scene, story.batch(), story.last)
            case About.ACCOUNT if expect.account is not None:
                return of_account(scene, expect.account)
            case About.SESSION:
                return of_session(scene)
            case About.DRAFT if story.draft is not None:
                return of_draft(scene, story.draft)
            case _:
                raise ValueError("the checker lets no expectation speak of what is not given")
