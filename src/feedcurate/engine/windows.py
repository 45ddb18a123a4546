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
    length_of,
    post_element,
    postings,
    posts_of,
)
from feedcurate.engine.interpret import judge_of
from feedcurate.engine.moments import EARLIEST, LATEST, TICK, ticks
from feedcurate.engine.periods import days_date, readers_time
from feedcurate.engine.personal import Personal, element_for, form_of, note_addresses, took
from feedcurate.engine.questions import Asked, Group, Question, Questions, questions_of
from feedcurate.engine.shelf import PLAIN, Answer, Row, Shelf, exact
from feedcurate.engine.sittings import Sittings
from feedcurate.model.account import Account
from feedcurate.model.activity import LONGEST, ActivityKind
from feedcurate.model.facts import Act, Changes, Store
from feedcurate.model.identity import AccountSet
from feedcurate.model.item import Item
from feedcurate.program.expr import Stream
from feedcurate.program.program import Program

MOST_ACCOUNTS = 100_000
"""The shelves of so many accounts are kept, of those that were asked about last."""
MOST_JUDGED = 20_000
"""The answers of so many posts are kept for the next shelf that they stand on."""
_MOST_ROWS = 10_000
_TIDY_EVERY = timedelta(days=1)


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
        self._personal = Personal(MOST_ACCOUNTS)
        posts = [asked for group, asked in self.questions.groups.items() if group.stream is Stream.POSTS]
        self._of_posts = tuple(dict.fromkeys(question for asked in posts for question in asked.questions))
        self._judged: OrderedDict[tuple[Hashable, datetime, datetime], Row] = OrderedDict()
        self._rows: dict[Row, Row] = {}
        self._tidied: datetime | None = None
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
        self._personal.clear()
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
            reposted = self._personal.known_as(reposter)
            for form, shelves in self._personal.known_as(item.author, reposter).items():
                self._take_in_post_of(shelves, item, changes, reposted=form in reposted)
        self._take_in_people(changes)

    def _take_in_people(self, changes: Changes) -> None:
        """New posts of the reader, or of a written account: what there is of them is little, and is read again."""
        people = [account for item in changes.posts for account in _people(item)]
        touched: set[AccountSet] = set()
        for accounts, members in list(self._members.items()):
            theirs = [one for one in people if accounts.has(one) is True or is_one_of(one, members)]
            if theirs:
                touched.add(accounts)
            if not {form_of(one) for one in theirs} <= {form_of(one) for one in members}:
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
        for shelves in self._personal.all() if replaced else ():
            if group in shelves and not shelves[group].known.isdisjoint(replaced):
                del shelves[group]

    def _put(self, shelf: Shelf, group: Group, item: Item, changes: Changes) -> None:
        element = post_element(item, dated(item))
        if (item.source, item.id) in changes.replaced:
            shelf.remove((item.source, item.id))
        if element is not None and ticks(element.at) >= shelf.since:
            shelf.insert(ticks(element.at), element.key, self._answers(element, group))

    def _take_in_post_of(self, shelves: dict[Group, Shelf], item: Item, changes: Changes, *, reposted: bool) -> None:
        """An account's shelves, with one more post; where that is not simply one more, they are read again."""
        if (item.source, item.id) in changes.replaced:
            # It may have another author now, and so may what was done about it.
            shelves.clear()
            return
        group = Group(Stream.POSTS, each=True)
        shelf = shelves.get(group)
        if shelf is None:
            return
        element, is_all = element_for(shelf, item, reposted=reposted)
        if not is_all:
            del shelves[group]
        elif element is not None and ticks(element.at) >= shelf.since:
            shelf.insert(ticks(element.at), element.key, self._answers(element, group))
            took(shelf, element, reposted=reposted)

    def _take_in_acts(self, acts: Sequence[Act]) -> None:
        if self._sittings is not None and acts:
            self._sittings.take_in(acts)
        for act in acts:
            for group, shelf in self._shelves_of(act):
                element = act_element(act)
                if ticks(element.at) >= shelf.since:
                    shelf.insert(ticks(element.at), element.key, self._answers(element, group))
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
        for shelves in self._personal.known_as(*act.about()).values():
            for group, shelf in shelves.items():
                if KIND_OF.get(group.stream) is act.activity.kind:
                    yield group, shelf

    def tidy(self, now: datetime) -> None:
        """Forget what lies further back than any question reaches, once there is much of it."""
        if self._tidied is not None and timedelta(0) <= now - self._tidied < _TIDY_EVERY:
            return
        self._tidied = now
        bounded = {group: asked for group, asked in self.questions.groups.items() if not asked.endless}
        worn = {group: ticks(_before(now, asked.reach + asked.reach / 4)) for group, asked in bounded.items()}
        since = {group: ticks(self._reached(asked, now)) for group, asked in bounded.items()}
        for shelves in (self._shelves, *self._personal.all()):
            for group in shelves.keys() & since.keys():
                if shelves[group].since < worn[group]:
                    shelves[group].trim(since[group])
        if self._sittings is not None and self._sittings.since < ticks(_before(now, 4 * self._back())):
            self._sittings = None

    def _reached(self, asked: Asked, now: datetime) -> datetime:
        """As far as any question reaches and a little more, so that going back some does not read it all again."""
        return _before(now, asked.reach + asked.reach / 8)

    def held(self, what: str) -> datetime | None:
        """Since when the store holds something, asked once while nothing comes in."""
        if what not in self._held:
            self._held[what] = self.store.held(what)
        return self._held[what]

    # --- Looking up -------------------------------------------------------------------------------

    def shelf(self, group: Group, account: Account | None, start: datetime, now: datetime) -> Shelf:
        """The shelf of a group, and of an account where it is one of any one account; held from `start` on."""
        shelves = self._shelves if account is None else self._personal.of(account)
        shelf = shelves.get(group)
        if shelf is None or ticks(start) < shelf.since:
            since = min(start, self._reached(self.questions.groups[group], now))
            shelf = Shelf(ticks(since))
            elements = self.elements(group, account, since, LATEST)
            if account is not None:
                elements = list(elements)
                note_addresses(shelf, elements, account)
            elif group.mine:
                elements = shelf.elements = list(elements)
            shelf.fill((ticks(one.at), one.key, self._answers(one, group)) for one in elements)
            shelves[group] = shelf
        return shelf

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
        back = self._back()
        while True:
            since = _before(start, back + gap)
            acts = self.store.acts(since, LATEST, tuple(ActivityKind))
            active = self.program.settings.active
            self._sittings = Sittings(acts, gap // TICK, active, ticks(since))
            if since == EARLIEST or self._is_enough(self._sittings, start):
                return self._sittings
            back *= 4

    def _back(self) -> timedelta:
        """How far back sessions are read at first."""
        return max(self.questions.habits or timedelta(0), timedelta(days=3)) + 2 * LONGEST

    def _is_enough(self, sittings: Sittings, start: datetime) -> bool:
        if sittings.since <= ticks(EARLIEST):
            return True
        return sittings.is_whole_from(ticks(start))

    def basics_at(self, instant: datetime) -> Context:
        """What an element that arrived at an instant is judged against."""
        return evolve(self.basics, now=instant)

    # --- Judging ----------------------------------------------------------------------------------

    def _answers(self, element: Element, group: Group) -> Row:
        """What an element answers to each question of a group, decided as of its arrival.

        A post stands on the shelf of its author, of its reposter, and of everybody; it is judged once for all.
        """
        asked = self.questions.groups[group].questions
        if not isinstance(element.subject, Item):
            return self._row(self._judge(element, asked))
        name = (element.key, element.at, element.arrived)
        known = self._judged.get(name)
        if known is None:
            known = self._judged[name] = self._row(self._judge(element, self._of_posts))
            if len(self._judged) > MOST_JUDGED:
                self._judged.popitem(last=False)
        if asked == self._of_posts:
            return known
        every = dict(zip(self._of_posts, known, strict=True))
        return self._row(every[question] for question in asked)

    def _row(self, answers: Iterable[Answer]) -> Row:
        """Answers as a row; equal rows of plain answers, of which most are made, are one."""
        row = tuple(answers)
        if len(self._rows) > _MOST_ROWS:
            self._rows.clear()
        return self._rows.setdefault(row, row) if all(answer in _PLAIN for answer in row) else row

    def _judge(self, element: Element, questions: Iterable[Question]) -> Iterator[Answer]:
        reading = judge_of(self.program, self.basics_at(element.arrived)).of_element(element)
        for question in questions:
            if question.length:
                yield Answer(True, length_of(element))
                continue
            truth = True if question.where is None else reading.truth(question.where)
            value = None if question.measure is None or truth is not True else reading.value(question.measure)
            day = days_date(element.at, self.reader) if question.days and truth is True else None
            plain = value is None and day is None
            yield PLAIN[truth] if plain else Answer(truth, None if value is None else exact(value), day)


_PLAIN = frozenset(PLAIN.values())


def _people(item: Item) -> Iterator[Account]:
    """Who wrote a post, and who reposted it."""
    if item.author is not None:
        yield item.author
    if item.via is not None and item.via.account is not None:
        yield item.via.account


def _before(instant: datetime, span: timedelta) -> datetime:
    return instant - min(span, instant - EARLIEST)
