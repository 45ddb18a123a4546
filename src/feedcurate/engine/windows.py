"""The past as a program asks for it: every element judged once, every answer by a binary search.

In: a program, a store, and who the reader is. Out: a `View` of the past at an instant (`context.Past`). What comes into
the store later is taken in when the next view is asked for; where the store cannot say what came, everything is
forgotten and read again when it is needed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain
from threading import RLock

from attrs import evolve

from feedcurate.engine.context import NO_PAST, Context
from feedcurate.engine.elements import (
    KIND_OF,
    Element,
    act_element,
    dated,
    is_one_of,
    post_element,
    postings,
    posts_of,
    stand_ins,
    stands_in,
)
from feedcurate.engine.interpret import judge_of
from feedcurate.engine.moments import EARLIEST, LATEST, TICK, ticks
from feedcurate.engine.periods import days_date, readers_time
from feedcurate.engine.questions import Asked, Group, Question, Questions, questions_of
from feedcurate.engine.shelf import PLAIN, Answer, Column, Shelf, exact
from feedcurate.engine.sittings import Sittings
from feedcurate.model.account import Account
from feedcurate.model.activity import LONGEST, ActivityKind
from feedcurate.model.facts import Act, Changes, Store
from feedcurate.model.identity import AccountSet, identifiers
from feedcurate.model.item import Item
from feedcurate.program.expr import Stream
from feedcurate.program.program import Program

MOST_COLUMNS = 200_000
"""So many questions times accounts are kept answered, those of the accounts asked for last: some 60 MB."""
MOST_JUDGED = 20_000
"""The answers of so many posts are kept for the next shelf that they stand on."""
_FEWEST_ACCOUNTS = 100

Form = frozenset[tuple[str, str]]
"""What an account is known by."""


class Windows:
    """The judged past of one store under one program."""

    def __init__(self, program: Program, store: Store, basics: Context) -> None:
        """`basics` says who the reader is and where; its `now`, `past` and `seen` are not looked at.

        When an element arrives nobody has looked at it yet, unless it says so itself.
        """
        self.program = program
        self.store = store
        self.basics = evolve(basics, past=NO_PAST, seen=frozenset())
        self.questions: Questions = questions_of(program)
        self.reader = readers_time(basics.zone, program.settings)
        self.busy = RLock()
        self._mark = store.mark()
        self._shelves: dict[Group, Shelf] = {}
        self._accounts: OrderedDict[Form, dict[Group, Shelf]] = OrderedDict()
        self._forms: dict[tuple[str, str], set[Form]] = {}
        each = sum(len(asked.questions) for group, asked in self.questions.groups.items() if group.each)
        self._most_accounts = max(_FEWEST_ACCOUNTS, MOST_COLUMNS // max(1, each))
        posts = [asked for group, asked in self.questions.groups.items() if group.stream is Stream.POSTS]
        self._of_posts = tuple(dict.fromkeys(question for asked in posts for question in asked.questions))
        self._judged: OrderedDict[tuple[Hashable, datetime, datetime], dict[Question, Answer]] = OrderedDict()
        self._sittings: Sittings | None = None
        self._held: dict[str, datetime | None] = {}
        self._members: dict[AccountSet, tuple[Account, ...]] = {}

    # --- Keeping up -------------------------------------------------------------------------------

    def catch_up(self) -> None:
        """Take in what came into the store since the last time."""
        mark = self.store.mark()
        if mark == self._mark:
            return
        self._held.clear()
        changes = self.store.changes(self._mark)
        if changes is None:
            self._forget()
            self._mark = mark
            return
        self._mark = changes.mark
        self._take_in_posts(changes)
        self._take_in_acts(changes.acts)

    def _forget(self) -> None:
        self._shelves.clear()
        self._accounts.clear()
        self._forms.clear()
        self._sittings = None
        self._members.clear()
        self._judged.clear()

    def _take_in_posts(self, changes: Changes) -> None:
        if not changes.posts:
            return
        everybody = self._shelves.get(Group(Stream.POSTS))
        if changes.replaced:
            self._judged.clear()
        self._drop_replaced(changes.replaced)
        for item in changes.posts:
            if everybody is not None:
                self._put(everybody, Group(Stream.POSTS), item, changes)
            reposter = None if item.via is None else item.via.account
            for form in self._forms_of(item.author) | self._forms_of(reposter):
                self._take_in_post_of(form, item, changes)
        self._take_in_people(changes)

    def _take_in_people(self, changes: Changes) -> None:
        """New posts of the reader, or of a written account: what there is of them is little, and is read again."""
        people = [account for item in changes.posts for account in _people(item)]
        touched: set[AccountSet] = set()
        for accounts, members in list(self._members.items()):
            theirs = [one for one in people if accounts.has(one) is True or is_one_of(one, members)]
            if theirs:
                touched.add(accounts)
            if not {_form(one) for one in theirs} <= {_form(one) for one in members}:
                del self._members[accounts]
        is_marked = any(item.mine for item in changes.posts)
        for group in [group for group in self._shelves if group.mine or group.accounts is not None]:
            is_theirs = self._accounts_of(group) in touched or (group.mine and is_marked)
            if is_theirs or not self._shelves[group].known.isdisjoint(changes.replaced):
                del self._shelves[group]

    def _accounts_of(self, group: Group) -> AccountSet:
        """The written accounts of a group; for the reader's own, theirs."""
        return self.basics.me if group.accounts is None else self.program.account_sets[group.accounts]

    def _drop_replaced(self, replaced: Collection[tuple[str, str]]) -> None:
        """Forget the shelves of accounts that have an older state of a post, which may have been by somebody else."""
        group = Group(Stream.POSTS, each=True)
        for shelves in self._accounts.values() if replaced else ():
            if group in shelves and not shelves[group].known.isdisjoint(replaced):
                del shelves[group]

    def _put(self, shelf: Shelf, group: Group, item: Item, changes: Changes) -> None:
        element = post_element(item, dated(item))
        if (item.source, item.id) in changes.replaced:
            shelf.remove((item.source, item.id))
        if element is not None and ticks(element.at) >= shelf.since:
            shelf.insert(ticks(element.at), element.key, self._answers(element, self.questions.groups[group]))

    def _take_in_post_of(self, form: Form, item: Item, changes: Changes) -> None:
        """One account's shelves, with one more post; where that is not simply one more, they are read again."""
        shelves = self._accounts[form]
        if (item.source, item.id) in changes.replaced:
            # It may have another author now, and so may what was done about it.
            shelves.clear()
            return
        group = Group(Stream.POSTS, each=True)
        shelf = shelves.get(group)
        if shelf is None:
            return
        if item.via is not None or stands_in(item, shelf.stand_ins):
            del shelves[group]
        else:
            self._put(shelf, group, item, changes)

    def _take_in_acts(self, acts: Sequence[Act]) -> None:
        if self._sittings is not None and acts:
            self._sittings.take_in(acts)
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
            if group.accounts is None and not group.mine:
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

    def held(self, what: str) -> datetime | None:
        """Since when the store holds something, asked once while nothing comes in."""
        if what not in self._held:
            self._held[what] = self.store.held(what)
        return self._held[what]

    # --- Looking up -------------------------------------------------------------------------------

    def shelf(self, group: Group, account: Account | None, start: datetime, now: datetime) -> Shelf:
        """The shelf of a group, and of an account where it is one of any one account; held from `start` on."""
        asked = self.questions.groups[group]
        shelves = self._shelves if account is None else self._shelves_for(account)
        shelf = shelves.get(group)
        if shelf is None or ticks(start) < shelf.since:
            # As far as any question reaches and a little more, so that going back some does not read it all again.
            since = min(start, _before(now, asked.reach + asked.reach / 8))
            shelf = Shelf(ticks(since), tuple(Column() for _ in asked.questions))
            elements = self.elements(group, account, since, LATEST)
            if account is not None:
                elements = list(elements)
                shelf.stand_ins = stand_ins(elements, account)
            elif group.mine:
                elements = shelf.elements = list(elements)
            shelf.fill((ticks(one.at), one.key, self._answers(one, asked)) for one in elements)
            shelves[group] = shelf
        return shelf

    def _shelves_for(self, account: Account) -> dict[Group, Shelf]:
        form = _form(account)
        shelves = self._accounts.get(form)
        if shelves is None:
            shelves = self._accounts[form] = {}
            for pair in form:
                self._forms.setdefault(pair, set()).add(form)
            if len(self._accounts) > self._most_accounts:
                oldest, _ = self._accounts.popitem(last=False)
                for pair in oldest:
                    self._forms[pair].discard(oldest)
        else:
            self._accounts.move_to_end(form)
        return shelves

    def elements(self, group: Group, account: Account | None, start: datetime, end: datetime) -> Iterable[Element]:
        """The elements of a group dated from `start` to `end`, read from the store, each once."""
        shelf = self._shelves.get(group)
        if account is None and shelf is not None and shelf.elements is not None and shelf.since <= ticks(start):
            found: Iterable[Element] = shelf.elements
        else:
            found = self._read(group, account, start, end)
        return (element for element in found if start <= element.at <= end)

    def _read(self, group: Group, account: Account | None, start: datetime, end: datetime) -> Iterable[Element]:
        if group.mine or group.accounts is not None:
            return self._read_of_some(group, start, end)
        if group.stream is Stream.POSTS:
            items = self.store.posts(start, end, account)
            if account is not None:
                return posts_of(items, (account,))
            return (one for item in items if (one := post_element(item, dated(item))) is not None)
        return map(act_element, self.store.acts(start, end, (KIND_OF[group.stream],), account))

    def _read_of_some(self, group: Group, start: datetime, end: datetime) -> Iterable[Element]:
        """Elements of the accounts that a written one means, or of the reader's."""
        members = self._members_of(self._accounts_of(group))
        if group.stream is not Stream.POSTS:
            return self._about(members, KIND_OF[group.stream], start, end, mine=group.mine)
        marked = self.store.posts(start, end, mine=True) if group.mine else ()
        found = {(item.source, item.id): item for item in marked}
        for account in members:
            found |= {(item.source, item.id): item for item in self.store.posts(start, end, account)}
        posts = posts_of(found.values(), members, mine=group.mine)
        return chain(posts, self._postings(members, end)) if group.mine else posts

    def _postings(self, members: Collection[Account], end: datetime) -> Iterable[Element]:
        """What was recorded as posting and is not there as a post; also of long ago, as it counts when it was first."""
        acts = list(self.store.acts(EARLIEST, end, (ActivityKind.POST,)))
        named = self.store.find({act.post for act in acts if act.post is not None})
        mine = [item for item in named if item.mine or is_one_of(item.author, members)]
        return postings(acts, {(item.source, item.id) for item in mine if dated(item) is not None})

    def _about(
        self, members: Collection[Account], kind: ActivityKind, start: datetime, end: datetime, *, mine: bool
    ) -> Iterable[Element]:
        """Activities about some accounts or what they wrote or reposted; `mine`: or about what is marked so."""
        of_members = (act for member in members for act in self.store.acts(start, end, (kind,), member))
        found = {act.activity: act for act in of_members}
        if mine:
            every = list(self.store.acts(start, end, (kind,)))
            named = self.store.find({act.post for act in every if act.post is not None})
            marked = {(item.source, item.id) for item in named if item.mine}
            found |= {act.activity: act for act in every if act.post in marked}
        return map(act_element, found.values())

    def _members_of(self, accounts: AccountSet) -> tuple[Account, ...]:
        """The accounts that a list names, as far as the store knows any; asked of it once."""
        if accounts not in self._members:
            named = self.store.people() if accounts else ()
            self._members[accounts] = tuple(account for account in named if accounts.has(account) is True)
        return self._members[accounts]

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
        """What an element answers to each question, decided as of its arrival.

        A post stands on the shelf of its author, of its reposter, and of everybody; it is judged once for all.
        """
        if not isinstance(element.subject, Item) or len(self._of_posts) == 1:
            return self._judge(element, asked.questions)
        name = (element.key, element.at, element.arrived)
        known = self._judged.get(name)
        if known is None:
            known = self._judged[name] = dict(zip(self._of_posts, self._judge(element, self._of_posts), strict=True))
            if len(self._judged) > MOST_JUDGED:
                self._judged.popitem(last=False)
        return [known[question] for question in asked.questions]

    def _judge(self, element: Element, questions: Iterable[Question]) -> list[Answer]:
        reading = judge_of(self.program, self.basics_at(element.arrived)).of_element(element)
        answers: list[Answer] = []
        for question in questions:
            truth = True if question.where is None else reading.truth(question.where)
            value = None if question.measure is None or truth is not True else reading.value(question.measure)
            day = days_date(element.at, self.reader) if question.days and truth is True else None
            plain = value is None and day is None
            answers.append(PLAIN[truth] if plain else Answer(truth, None if value is None else exact(value), day))
        return answers


def _form(account: Account) -> Form:
    return frozenset(identifiers(account).items())


def _people(item: Item) -> Iterator[Account]:
    """Who wrote a post, and who reposted it."""
    if item.author is not None:
        yield item.author
    if item.via is not None and item.via.account is not None:
        yield item.via.account


def _before(instant: datetime, span: timedelta) -> datetime:
    return instant - min(span, instant - EARLIEST)
