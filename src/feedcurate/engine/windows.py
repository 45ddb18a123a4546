"""The past as a program asks for it: every element judged once, every answer by a binary search.

In: a program, a store, and who the reader is. Out: a `View` of the past at an instant (`context.Past`). What comes into
the store later is taken in when the next view is asked for; where the store cannot say what came, everything is
forgotten and read again when it is needed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice
from threading import RLock

from attrs import evolve

from feedcurate.engine.answers import TOGETHER, Answers, searched
from feedcurate.engine.context import NO_PAST, Context
from feedcurate.engine.elements import KIND_OF, Element, act_element, dated, post_element
from feedcurate.engine.moments import EARLIEST, LATEST, TICK, instant_of, ticks
from feedcurate.engine.periods import day_around, readers_time
from feedcurate.engine.personal import Met, Personal, element_for, note_addresses, took
from feedcurate.engine.questions import Asked, Group, Questions, group_named, questions_of
from feedcurate.engine.search import Scanned
from feedcurate.engine.shelf import Row, Shelf
from feedcurate.engine.sittings import Sittings
from feedcurate.engine.streams import Streams
from feedcurate.model.account import Account
from feedcurate.model.activity import LONGEST, ActivityKind
from feedcurate.model.facts import Act, Changes, Store
from feedcurate.model.item import Item
from feedcurate.plan.paths import Follow
from feedcurate.program.expr import ExprId, Stream
from feedcurate.program.program import Program

MOST_ACCOUNTS = 100_000
"""The shelves of so many accounts are kept, of those that were asked about last."""
MOST_JUDGED = 20_000
"""The answers of so many posts are kept for the next shelf that they stand on."""
_TIDY_EVERY = timedelta(days=1)


class Windows:
    """The judged past of one store under one program."""

    def __init__(
        self,
        program: Program,
        store: Store,
        basics: Context,
        *,
        texts: Mapping[ExprId, Follow | None] | None = None,
        is_empty: bool = False,
    ) -> None:
        """`basics` says who the reader is and where; its `now`, `past` and `seen` are not looked at.

        When an element arrives nobody has looked at it yet, unless it says so itself. `texts` are further texts of
        posts that come (`answers.texts_of`): whoever asks next will look for words in them. `is_empty`: nothing is in
        the store yet, so that whoever is new has nothing there.
        """
        self.program = program
        self.store = store
        self.basics = evolve(basics, past=NO_PAST, seen=frozenset())
        self.questions: Questions = questions_of(program)
        self.reader = readers_time(basics.zone, program.settings)
        self.busy = RLock()
        self._streams = Streams(program, store, self.basics.me)
        self._mark = store.mark()
        self._shelves: dict[Group, Shelf] = {}
        self._personal = Personal(MOST_ACCOUNTS)
        self._personal_groups = [group for group in self.questions.groups if group.each]
        self._met = Met() if is_empty and program.account_rules else None
        posts = [asked for group, asked in self.questions.groups.items() if group.stream is Stream.POSTS]
        self._of_posts = tuple(dict.fromkeys(one for asked in posts for one in asked.questions))
        self._columns = {
            group: None if asked.questions == self._of_posts else tuple(map(self._of_posts.index, asked.questions))
            for group, asked in self.questions.groups.items()
            if group.stream is Stream.POSTS
        }
        self._answers = Answers(program, self.basics, self.reader)
        self._asks_of_posts = self._answers.asks(self._of_posts, of_posts=True)
        self._asks = {
            group: self._answers.asks(asked.questions, of_posts=False)
            for group, asked in self.questions.groups.items()
            if group.stream is not Stream.POSTS
        }
        self._texts = self._answers.texts(self._of_posts)
        self._texts_ahead = {**self._texts, **(texts or {})}
        self.known: Scanned = {}
        """What was found in the texts of the posts that came last."""
        self._judged: OrderedDict[tuple[Hashable, datetime, datetime], Row] = OrderedDict()
        self._tidied: datetime | None = None
        self._sittings: Sittings | None = None
        self._day = EARLIEST, EARLIEST
        self._held: dict[str, datetime | None] = {}

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

    def _meet(self, met: Met, account: Account | None) -> None:
        """Make shelves for somebody of whom there was nothing: sooner or later rules for accounts are asked of all."""
        if account is not None and met.is_new(account):
            shelves = self._personal.of(account)
            for group in self._personal_groups:
                shelves.setdefault(group, Shelf(_EARLIEST))

    def _forget(self) -> None:
        self._met = None
        self._shelves.clear()
        self._personal.clear()
        self._sittings = None
        self._streams.forget()
        self._judged.clear()

    def _take_in_posts(self, changes: Changes) -> None:
        if not changes.posts:
            return
        self.known = searched(self.program, changes.posts, self._texts_ahead.values())
        everybody = self._shelves.get(_EVERYBODYS)
        if changes.replaced:
            self._judged.clear()
        self._drop_replaced(changes.replaced)
        is_asked_of_one = _ONES in self.questions.groups
        for item in changes.posts:
            if self._met is not None:
                self._meet(self._met, item.author)
                self._meet(self._met, None if item.via is None else item.via.account)
            if everybody is not None:
                self._put(everybody, _EVERYBODYS, item, changes)
            if is_asked_of_one or (item.source, item.id) in changes.replaced:
                self._take_in_personally(item, changes)
        self._take_in_people(changes.posts, changes.replaced)

    def _take_in_personally(self, item: Item, changes: Changes) -> None:
        """Put a post on the shelves of its author and of its reposter."""
        if item.via is None:
            for shelves in self._personal.known_as(item.author).values():
                self._take_in_post_of(shelves, item, changes, reposted=False)
            return
        reposted = self._personal.known_as(item.via.account)
        for form, shelves in self._personal.known_as(item.author, item.via.account).items():
            self._take_in_post_of(shelves, item, changes, reposted=form in reposted)

    def _take_in_people(self, posts: Sequence[Item], replaced: Collection[tuple[str, str]]) -> None:
        """New posts of the reader, or of a written account: what there is of them is little, and is read again."""
        touched = self._streams.touched(posts)
        groups = [group for group in self._shelves if group.mine or group.accounts is not None]
        is_marked = bool(groups) and any(item.mine for item in posts)
        for group in groups:
            is_theirs = self._streams.accounts_of(group) in touched or (group.mine and is_marked)
            if is_theirs or not self._shelves[group].known.keys().isdisjoint(replaced):
                del self._shelves[group]

    def _drop_replaced(self, replaced: Collection[tuple[str, str]]) -> None:
        """Forget the shelves of accounts that have an older state of a post, which may have been by somebody else.

        Whether that is among what was before a shelf cannot be told.
        """
        if not replaced:
            return
        for shelves in (self._shelves, *self._personal.all()):
            for shelf in shelves.values():
                shelf.before = None
        for shelves in self._personal.all():
            if _ONES in shelves and not shelves[_ONES].known.keys().isdisjoint(replaced):
                del shelves[_ONES]

    def _put(self, shelf: Shelf, group: Group, item: Item, changes: Changes) -> None:
        element = post_element(item, dated(item))
        if (item.source, item.id) in changes.replaced:
            shelf.remove((item.source, item.id))
        if element is not None and shelf.takes(at := ticks(element.at)):
            shelf.put(at, element.key, self._row(element, group, self.known))

    def _take_in_post_of(self, shelves: dict[Group, Shelf], item: Item, changes: Changes, *, reposted: bool) -> None:
        """An account's shelves, with one more post; where that is not simply one more, they are read again."""
        if (item.source, item.id) in changes.replaced:
            # It may have another author now, and so may what was done about it.
            shelves.clear()
            return
        shelf = shelves.get(_ONES)
        if shelf is None:
            return
        element, is_all = element_for(shelf, item, reposted=reposted)
        if not is_all:
            del shelves[_ONES]
        elif element is not None and shelf.takes(at := ticks(element.at)):
            shelf.put(at, element.key, self._row(element, _ONES, self.known))
            took(shelf, element, reposted=reposted)

    def _take_in_acts(self, acts: Sequence[Act]) -> None:
        if self._sittings is not None and acts:
            self._sittings.take_in(acts)
        for act in acts:
            element, at = act_element(act), ticks(act.activity.at)
            if self._met is not None:
                for account in act.about():
                    self._meet(self._met, account)
            for group, shelf in self._shelves_of(act):
                if shelf.takes(at):
                    shelf.put(at, element.key, self._row(element, group, {}))
            if act.activity.kind is ActivityKind.POST:
                self._shelves.pop(_MINE, None)

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
        every = self.questions.groups
        worn = {group: ticks(_before(now, asked.reach + asked.reach / 16)) for group, asked in every.items()}
        since = {group: ticks(self._reached(asked, now)) for group, asked in every.items()}
        for shelves in (self._shelves, *self._personal.all()):
            for group, shelf in shelves.items():
                if shelf.since < worn[group]:
                    shelf.trim(since[group], is_all=every[group].endless and shelf.since <= _EARLIEST)
        if self._sittings is not None and self._sittings.since < ticks(_before(now, 2 * self._back())):
            self._sittings.trim(ticks(_before(now, self._back())))

    def _reached(self, asked: Asked, now: datetime) -> datetime:
        """As far as any question reaches and a little more, so that going back some does not read it all again."""
        return _before(now, asked.reach + asked.reach / 32)

    def held(self, what: str) -> datetime | None:
        """Since when the store holds something, asked once while nothing comes in."""
        if what not in self._held:
            self._held[what] = self.store.held(what)
        return self._held[what]

    # --- Looking up -------------------------------------------------------------------------------

    def shelf(self, group: Group, account: Account | None, start: int, now: datetime) -> Shelf:
        """The shelf of a group, and of an account where it is one of any one account; held from `start` on.

        `start` is in microseconds since 1970.
        """
        shelves = self._shelves if account is None else self._personal.of(account)
        shelf = shelves.get(group)
        if shelf is None or start < shelf.since:
            since = min(instant_of(start), self._reached(self.questions.groups[group], now))
            shelf = Shelf(ticks(since))
            elements = self.elements(group, account, since, LATEST)
            if account is not None:
                elements = list(elements)
                note_addresses(shelf, elements, account)
            elif group.mine:
                elements = shelf.elements = list(elements)
            shelf.fill(self._rows_of(elements, group))
            shelves[group] = shelf
        return shelf

    def elements(self, group: Group, account: Account | None, start: datetime, end: datetime) -> Iterable[Element]:
        """The elements of a group dated from `start` to `end`, read from the store, each once."""
        shelf = self._shelves.get(group)
        if account is None and shelf is not None and shelf.elements is not None and shelf.since <= ticks(start):
            found: Iterable[Element] = shelf.elements
        else:
            found = self._streams.read(group, account, start, end)
        return (element for element in found if start <= element.at <= end)

    def day_began(self, now: datetime) -> datetime:
        """When the reader's today began; from one instant to the next it is mostly the same day."""
        if not self._day[0] <= now < self._day[1]:
            self._day = day_around(now, self.reader)
        return self._day[0]

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
        if sittings.since <= _EARLIEST:
            return True
        return sittings.is_whole_from(ticks(start))

    def basics_at(self, instant: datetime) -> Context:
        """What an element that arrived at an instant is judged against."""
        return self._answers.basics_at(instant)

    # --- Judging ----------------------------------------------------------------------------------

    def _row(self, element: Element, group: Group, known: Scanned) -> Row:
        """What an element answers to each question of a group.

        A post stands on the shelf of its author, of its reposter, and of everybody; it is judged once for all.
        """
        if group.stream is not Stream.POSTS:
            return self._answers.row(element, self._asks[group], known)
        name = (element.key, element.at, element.arrived)
        row = self._judged.get(name)
        if row is None:
            row = self._answers.row(element, self._asks_of_posts, known)
            # What stands on the shelves of one account alone is not asked again.
            if element.reposter is not None or len(self._columns) > 1:
                self._judged[name] = row
                if len(self._judged) > MOST_JUDGED:
                    self._judged.popitem(last=False)
        columns = self._columns[group]
        return row if columns is None else self._answers.one_row(tuple([row[column] for column in columns]))

    def _rows_of(self, elements: Iterable[Element], group: Group) -> Iterator[tuple[int, Hashable, Row]]:
        """Elements for a shelf with their answers; texts of posts are searched some hundreds at once."""
        every = iter(elements)
        while some := list(islice(every, TOGETHER)):
            posts = [one.subject for one in some if isinstance(one.subject, Item)]
            known = searched(self.program, posts, self._texts.values())
            for one in some:
                yield ticks(one.at), one.key, self._row(one, group, known)


_EVERYBODYS = group_named(Stream.POSTS)
_ONES = group_named(Stream.POSTS, each=True)
_MINE = group_named(Stream.POSTS, mine=True)
"""Posts: everybody's, any one account's, the reader's own."""
_EARLIEST = ticks(EARLIEST)


def _before(instant: datetime, span: timedelta) -> datetime:
    return instant - min(span, instant - EARLIEST)
