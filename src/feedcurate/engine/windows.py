"""The past as a program asks for it: every element judged once, every answer by a binary search.

In: a program, a store, and who the reader is. Out: a `View` of the past at an instant (`context.Past`). What comes into
the store later is taken in when the next view is asked for; where the store cannot say what came, everything is
forgotten and read again when it is needed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from threading import RLock

from attrs import evolve

from feedcurate.engine.context import NO_PAST, Context
from feedcurate.engine.elements import KIND_OF, Element, act_element, dated, my_posts, post_element, posts_of
from feedcurate.engine.interpret import judge_of
from feedcurate.engine.moments import EARLIEST, LATEST
from feedcurate.engine.periods import days_date, readers_time
from feedcurate.engine.questions import Asked, Group, Questions, questions_of
from feedcurate.engine.shelf import TICK, Answer, Column, Shelf, exact, ticks
from feedcurate.engine.sittings import Sittings
from feedcurate.model.account import Account
from feedcurate.model.activity import LONGEST, ActivityKind
from feedcurate.model.facts import Act, Changes, Store
from feedcurate.model.identity import AccountSet, identifiers
from feedcurate.model.item import Item
from feedcurate.program.expr import Stream
from feedcurate.program.program import Program

MOST_ACCOUNTS = 20_000
"""The accounts asked for last whose elements are kept judged."""

Form = frozenset[tuple[str, str]]
"""What an account is known by."""


class Windows:
    """The judged past of one store under one program."""

    def __init__(self, program: Program, store: Store, basics: Context) -> None:
        """`basics` says who the reader is and where; its `now` and `past` are not looked at."""
        self.program = program
        self.store = store
        self.basics = evolve(basics, past=NO_PAST)
        self.questions: Questions = questions_of(program)
        self.reader = readers_time(basics.zone, program.settings)
        self.busy = RLock()
        self._mark = store.mark()
        self._shelves: dict[Group, Shelf] = {}
        self._accounts: OrderedDict[Form, dict[Group, Shelf]] = OrderedDict()
        self._forms: dict[tuple[str, str], set[Form]] = {}
        self._sittings: Sittings | None = None
        self._my_accounts: tuple[Account, ...] | None = None

    # --- Keeping up -------------------------------------------------------------------------------

    def catch_up(self) -> None:
        """Take in what came into the store since the last time."""
        mark = self.store.mark()
        if mark == self._mark:
            return
        changes = self.store.changes(self._mark)
        if changes is None:
            self._forget()
            self._mark = mark
            return
        self._mark = changes.mark
        self._my_accounts = None
        self._take_in_posts(changes)
        self._take_in_acts(changes.acts)

    def _forget(self) -> None:
        self._shelves.clear()
        self._accounts.clear()
        self._forms.clear()
        self._sittings = None
        self._my_accounts = None

    def _take_in_posts(self, changes: Changes) -> None:
        if not changes.posts:
            return
        everybody = self._shelves.get(Group(Stream.POSTS))
        for item in changes.posts:
            if everybody is not None:
                self._put(everybody, Group(Stream.POSTS), item, changes)
            reposter = None if item.via is None else item.via.account
            for form in self._forms_of(item.author) | self._forms_of(reposter):
                self._take_in_post_of(form, item, changes)
        if self._sittings is not None and self._sittings.waits_for(item.id for item in changes.posts):
            self._sittings = None
        # What is the reader's own, or a written account's, is few; it is read again when it is asked for.
        for group in [group for group in self._shelves if group.mine or group.accounts is not None]:
            del self._shelves[group]

    def _put(self, shelf: Shelf, group: Group, item: Item, changes: Changes) -> None:
        element = post_element(item, dated(item))
        if (item.source, item.id) in changes.replaced:
            shelf.remove((item.source, item.id))
        if element is not None and ticks(element.at) >= shelf.since:
            shelf.insert(ticks(element.at), element.key, self._answers(element, self.questions.groups[group]))

    def _take_in_post_of(self, form: Form, item: Item, changes: Changes) -> None:
        """One account's shelves, with one more post; where that is not simply one more, they are read again."""
        shelves = self._accounts[form]
        for group in [group for group in shelves if group.stream is not Stream.POSTS]:
            del shelves[group]
        group = Group(Stream.POSTS, each=True)
        shelf = shelves.get(group)
        if shelf is None:
            return
        if item.via is not None or (item.source, item.id) in changes.replaced:
            del shelves[group]
        else:
            self._put(shelf, group, item, changes)

    def _take_in_acts(self, acts: Sequence[Act]) -> None:
        if self._sittings is not None and not self._sittings.take_in(acts):
            self._sittings = None
        for act in acts:
            for group, shelf in self._shelves_of(act):
                element = act_element(act)
                if ticks(element.at) >= shelf.since:
                    answers = self._answers(element, self.questions.groups[group])
                    shelf.insert(ticks(element.at), element.key, answers)
            if act.activity.kind is ActivityKind.POST:
                self._shelves.pop(Group(Stream.POSTS, mine=True), None)

    def _shelves_of(self, act: Act) -> Iterator[tuple[Group, Shelf]]:
        for group, shelf in list(self._shelves.items()):
            if KIND_OF.get(group.stream) is not act.activity.kind:
                continue
            if group.accounts is None:
                yield group, shelf
            else:
                del self._shelves[group]
        for form in self._forms_of(act.author) | self._forms_of(act.reposter):
            for group, shelf in self._accounts[form].items():
                if KIND_OF.get(group.stream) is act.activity.kind:
                    yield group, shelf

    def _forms_of(self, account: Account | None) -> set[Form]:
        """The accounts at hand that are this one."""
        if account is None:
            return set()
        return {form for pair in identifiers(account).items() for form in self._forms.get(pair, ())}

    # --- Looking up -------------------------------------------------------------------------------

    def shelf(self, group: Group, account: Account | None, start: datetime) -> Shelf:
        """The shelf of a group, and of an account where it is one of any one account; held from `start` on."""
        asked = self.questions.groups[group]
        shelves = self._shelves if account is None else self._shelves_for(account)
        shelf = shelves.get(group)
        if shelf is None or ticks(start) < shelf.since:
            # Somewhat more than is needed now, so that going back a little does not read everything again.
            since = EARLIEST if asked.reach is None else min(start, _before(start, asked.reach / 8))
            shelf = Shelf(ticks(since), tuple(Column() for _ in asked.questions))
            elements = self.elements(group, account, since, LATEST)
            shelf.fill([(ticks(one.at), one.key, self._answers(one, asked)) for one in elements])
            shelves[group] = shelf
        return shelf

    def _shelves_for(self, account: Account) -> dict[Group, Shelf]:
        form = frozenset(identifiers(account).items())
        shelves = self._accounts.get(form)
        if shelves is None:
            shelves = self._accounts[form] = {}
            for pair in form:
                self._forms.setdefault(pair, set()).add(form)
            if len(self._accounts) > MOST_ACCOUNTS:
                oldest, _ = self._accounts.popitem(last=False)
                for pair in oldest:
                    self._forms[pair].discard(oldest)
        else:
            self._accounts.move_to_end(form)
        return shelves

    def elements(self, group: Group, account: Account | None, start: datetime, end: datetime) -> Iterable[Element]:
        """The elements of a group dated from `start` to `end`, read from the store, each once."""
        found = self._read(group, account, start, end)
        return (element for element in found if start <= element.at <= end)

    def _read(self, group: Group, account: Account | None, start: datetime, end: datetime) -> Iterable[Element]:
        if group.mine:
            return my_posts(self._my_items(start, end), self.store.acts(start, end, (ActivityKind.POST,)))
        if group.accounts is not None:
            accounts = self._matching(self.program.account_sets[group.accounts])
            single = Group(group.stream, each=True)
            found = (one for known in accounts for one in self._read(single, known, start, end))
            return _each_once(found)
        if group.stream is Stream.POSTS:
            items = self.store.posts(start, end, account)
            if account is not None:
                return posts_of(items, account)
            return (one for item in items if (one := post_element(item, dated(item))) is not None)
        return map(act_element, self.store.acts(start, end, (KIND_OF[group.stream],), account))

    def _my_items(self, start: datetime, end: datetime) -> Iterable[Item]:
        """The reader's own items: marked so, or by one of their accounts."""
        if self._my_accounts is None:
            self._my_accounts = self._matching(self.basics.me) if self.basics.me else ()
        mine = {(item.source, item.id): item for item in self.store.posts(start, end, mine=True)}
        for account in self._my_accounts:
            mine |= {(item.source, item.id): item for item in self.store.posts(start, end, account)}
        return mine.values()

    def _matching(self, accounts: AccountSet) -> tuple[Account, ...]:
        return tuple(account for account in self.store.people() if accounts.has(account) is True)

    def sittings(self, start: datetime) -> Sittings:
        """The reader's sessions; those that anything from `start` on is part of are whole."""
        gap = self.program.settings.session_gap
        if self._sittings is not None and self._is_enough(self._sittings, start):
            return self._sittings
        back = max(self.questions.habits or timedelta(0), timedelta(days=3)) + 2 * LONGEST
        while True:
            since = _before(start, back + gap)
            acts = self.store.acts(since, LATEST, tuple(ActivityKind))
            active = self.program.settings.active
            self._sittings = Sittings(acts, gap // TICK, active, ticks(since))
            if since == EARLIEST or self._is_enough(self._sittings, start):
                return self._sittings
            back *= 4

    def _is_enough(self, sittings: Sittings, start: datetime) -> bool:
        if sittings.since <= ticks(EARLIEST):
            return True
        return sittings.is_whole_from(ticks(start))

    def basics_at(self, instant: datetime) -> Context:
        """What an element that arrived at an instant is judged against."""
        return evolve(self.basics, now=instant)

    # --- Judging ----------------------------------------------------------------------------------

    def _answers(self, element: Element, asked: Asked) -> list[Answer]:
        """What an element answers to each question, decided as of its arrival."""
        reading = judge_of(self.program, self.basics_at(element.arrived)).of_element(element)
        answers: list[Answer] = []
        for question in asked.questions:
            truth = True if question.where is None else reading.truth(question.where)
            value = None if question.measure is None or truth is not True else reading.value(question.measure)
            day = days_date(element.at, self.reader) if question.days and truth is True else None
            answers.append(Answer(truth, None if value is None else exact(value), day))
        return answers


def _before(instant: datetime, span: timedelta) -> datetime:
    return instant - min(span, instant - EARLIEST)


def _each_once(elements: Iterable[Element]) -> Iterator[Element]:
    seen: set[object] = set()
    for element in elements:
        if element.key is None or element.key not in seen:
            seen.add(element.key)
            yield element
