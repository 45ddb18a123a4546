"""Laws of a world that can be built: stronger than those of all worlds, so they find posts and prove nothing.

In: an encoding. Out: conditions under which a model says all that is needed to make a post of it: which text the
words of a post are in, how a long list goes on, what the reader's clock shows.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import z3
from attrs import Factory, define, evolve, field

from feedcurate.engine.moments import EPOCH, TICK, first_instant, last_instant, ticks
from feedcurate.model.account import Account
from feedcurate.model.kinds import Kind, Simple
from feedcurate.program.examples import NOW
from feedcurate.program.expr import ExprId, Fold, Over, Stream
from feedcurate.proof.encode import Encoding
from feedcurate.proof.past import TENTHS
from feedcurate.proof.quantities import DAY, variable
from feedcurate.proof.terms import TRUE, Listing, Term, Thing, Value, either

_WRITTEN = ("text", "title", "summary")
_MOST_MORE = 60
_SUMMER = datetime(2026, 7, 1, tzinfo=UTC)
_LONG = timedelta(days=400)
_FIRST = datetime(2000, 1, 1, tzinfo=UTC)
"""Before any world is as much time as a window may look back."""
_EARLY, _LATE = datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)


def zone_of(encoding: Encoding) -> tzinfo:
    """The zone of a world that is built: the rule file's."""
    name = encoding.program.settings.timezone
    return UTC if name is None else ZoneInfo(name)


@define(eq=False)
class Concrete:
    """The laws of the worlds that are built from one encoding; `grow` adds those of what was encoded since.

    Where `pleasant` holds the post is pleasant to read: numbers are small, and instants are of the last year.
    """

    encoding: Encoding
    laws: list[Term] = Factory(list)
    pleasant: Term = field(init=False)
    short_lists: Term = field(init=False)
    """No list has more elements than those that are named."""
    by_handle: Term = field(init=False)
    """Every account is known by its handle alone."""
    _seen: set[tuple[object, ...]] = Factory(set)

    @pleasant.default
    def _pleasant(self) -> Term:
        return self.encoding.theory.flag("pleasant")

    @short_lists.default
    def _short_lists(self) -> Term:
        return self.encoding.theory.flag("short lists")

    @by_handle.default
    def _by_handle(self) -> Term:
        return self.encoding.theory.flag("by handle")

    @property
    def usual_now(self) -> Term:
        """That it is the usual instant."""
        return self.encoding.moments.now().term == ticks(NOW)

    def grow(self) -> None:
        """Take in everything that was encoded since the last time."""
        if self._is_new("begin"):
            people, now = self.encoding.people, self.encoding.moments.now().term
            self._require(people.me_known == z3.BoolVal(people.has_me), z3.Not(self.encoding.theory.flag("session?")))
            self._require(now >= ticks(_FIRST))
            self._prefer(now >= ticks(_EARLY), now <= ticks(_LATE))
        self._words()
        for path, thing in things(self.encoding):
            if self._is_new("thing", path):
                self._thing(path, thing)
        for path, found in list(self.encoding.fields.found.items()):
            if isinstance(found.meaning, Value):
                if self._is_new("field", path):
                    self._prefer(*_tidy(found.kind, found.meaning, self.encoding.moments.now().term))
                self._text(path, found.meaning)
        for name, kind in self.encoding.program.signals:
            if kind in (Simple.NUMBER, Simple.SHARE) and self._is_new("signal", name):
                value = variable(self.encoding.theory, kind, f"post.signals.{name}", TRUE)
                self._prefer(*_tidy(kind, value, self.encoding.moments.now().term))
        self._lists()
        self._moments()
        self._windows()

    def _is_new(self, *key: object) -> bool:
        if key in self._seen:
            return False
        self._seen.add(key)
        return True

    def _require(self, *laws: Term) -> None:
        self.laws.extend(laws)

    def _prefer(self, *laws: Term) -> None:
        self.laws.extend(z3.Implies(self.pleasant, law) for law in laws)

    def _thing(self, path: str, thing: Thing) -> None:
        """The rule file and the post say all there is to know."""
        account = ("is another of me", "is followed is true", "is followed is false")
        told = account if issubclass(thing.cls, Account) else ("was seen",)
        self._require(*(z3.Not(self.encoding.theory.flag(f"{path} {one}")) for one in told))
        for name, (value, _) in self.encoding.people.classes_at(path).items():
            known = value.known if name == "handle" else z3.Not(value.known)
            self._require(z3.Implies(z3.And(self.by_handle, thing.present), known))

    def _words(self) -> None:
        """What is in a post is in one of its own texts."""
        search = self.encoding.searching
        posts = {path: thing for path, thing in things(self.encoding) if path in self.encoding.places}
        for path, post in posts.items():
            texts = [self.encoding.fields.value(post, name) for name in _WRITTEN]
            for text in texts:
                search.place(text.path, empty=text.empty)
            asked = ((search.patterns, search.pattern), (search.regexes, search.regex))
            for known, ask in asked:
                for number in list(known.get(path, ())):
                    if self._is_new(ask.__name__, path, number):
                        places = [z3.And(text.known, ask(text.path, number)) for text in texts]
                        self._require(z3.Implies(ask(path, number), either(places)))

    def _text(self, path: str, text: Value) -> None:
        """A text that a rule names has the words that it has."""
        asked = self.encoding.searching.patterns.get(path, {})
        new = {pattern: flag for pattern, flag in asked.items() if self._is_new("in text", path, pattern)}
        if new:
            self._require(*(z3.Implies(flag, z3.And(text.known, z3.Not(text.empty))) for flag in new.values()))
            for form, number in self.encoding.theory.texts_of("text").items():
                found = self.encoding.program.matcher.mentions(form)
                same = z3.And([flag if pattern in found else z3.Not(flag) for pattern, flag in new.items()])
                self._require(z3.Implies(text.term == number, same))

    def _lists(self) -> None:
        """The elements of a list that are not named are like named ones."""
        made = self.encoding.lists.made
        for path, listing in list(made.items()):
            if self._is_new("list", path):
                more = more_of(self.encoding, listing)
                for count, element in zip(more, listing.elements, strict=True):
                    self._require(count >= 0, count <= _MOST_MORE, z3.Implies(count > 0, element.present))
                self._require(listing.others == z3.Sum(more), z3.Implies(self.short_lists, listing.others == 0))
        for index, (listing, held, others) in enumerate(self.encoding.lists.counts):
            if self._is_new("count", index) and others is not listing.others:
                more = more_of(self.encoding, listing)
                self._require(others == z3.Sum([z3.If(one, n, 0) for one, n in zip(held, more, strict=True)]))

    def _moments(self) -> None:
        """The wall shows what the rule file's zone says, at one time of the year; dates of rules are exact."""
        zone, moments = zone_of(self.encoding), self.encoding.moments
        offset = (_SUMMER.astimezone(zone).utcoffset() or timedelta(0)) // TICK
        for path, instant in list(moments.shown.items()):
            if self._is_new("wall of", path):
                day, clock = (moments.on_the_wall(instant, name).term for name in ("date", "time"))
                self._require(
                    (day - EPOCH.toordinal()) * DAY + clock == instant.term + offset,
                    self.encoding.theory.flag(f"{path} has a wall"),
                )
        for (wall, last), term in moments.walls.items():
            if self._is_new("wall", wall, last):
                self._require(term == ticks((last_instant if last else first_instant)(wall, zone)))

    def _windows(self) -> None:
        """Everything is held, there is not much of it, and shares are tenths."""
        found = self.encoding.windows.found
        for (number, path), (over, value) in list(found.items()):
            if self._is_new("window", number, path):
                self._require(value.known, z3.Not(value.bound))
                if over.fold in (Fold.COUNT, Fold.DAYS):
                    self._require(value.term <= _MOST_MORE)
                    if is_own(over, path):
                        self._require(z3.Implies(counts_itself(self.encoding, over), value.term >= 1))
                if over.fold is Fold.SHARE:
                    tenths = tenths_of(self.encoding, number, path)
                    self._require(tenths >= 0, tenths <= TENTHS, value.term * TENTHS == tenths)
            if over.fold is Fold.SHARE:
                for (other, who), (one, theirs) in list(found.items()):
                    if who == path and _is_count_of(one, over) and self._is_new("share", number, other, path):
                        self._require(theirs.term == tenths_of(self.encoding, number, path))
        for path, thing in list(things(self.encoding)):
            if any(who == path for _, who in found) and self._is_new("named", path):
                published = self.encoding.fields.value(self.encoding.post, "published")
                self._require(self.encoding.fields.value(thing, "handle").known, published.known)
                self._prefer(published.term == self.encoding.moments.now().term)


def _tidy(kind: Kind, value: Value, now: Term) -> list[Term]:
    match kind:
        case Simple.NUMBER:
            return [value.term >= 0, value.term <= 10_000]
        case Simple.SHARE:
            return [value.term >= 0, value.term <= 1]
        case Simple.DURATION:
            return [value.term >= 0, value.term <= _LONG // TICK]
        case Simple.INSTANT:
            return [value.term <= now, value.term >= now - _LONG // TICK]
        case _:
            return []


def things(encoding: Encoding) -> list[tuple[str, Thing]]:
    """The structures of an encoding, by path."""
    fields = [(path, field.meaning) for path, field in encoding.fields.found.items()]
    elements = [one.value for listing in encoding.lists.made.values() for one in listing.elements]
    found = [(encoding.post.path, encoding.post), *fields, *((one.path, one) for one in elements)]
    return [(path, thing) for path, thing in found if isinstance(thing, Thing)]


def more_of(encoding: Encoding, listing: Listing) -> list[Term]:
    """How many more elements are like each of those that are named."""
    return [encoding.theory.whole(f"{listing.path}[{i}] more") for i in range(len(listing.elements))]


def tenths_of(encoding: Encoding, number: ExprId, path: str) -> Term:
    """How many tenths a share is."""
    return encoding.theory.whole(f"tenths of {number} {path}")


def is_own(over: Over, path: str) -> bool:
    """Whether an aggregate is over the posts of the author of the post, which is then one of them."""
    return over.stream is Stream.POSTS and path == "post.author"


def counts_itself(encoding: Encoding, over: Over) -> Term:
    """Whether a window counts the post itself."""
    published, now = encoding.fields.value(encoding.post, "published"), encoding.moments.now().term
    is_asked = TRUE if over.where is None else encoding.truth(over.where).yes
    in_time = [published.known, published.term <= now]
    if isinstance(over.window, timedelta):
        in_time.append(published.term > now - over.window // TICK)
    return z3.And(*in_time, is_asked)


def _is_count_of(one: Over, share: Over) -> bool:
    return one.fold is Fold.COUNT and evolve(one, fold=Fold.SHARE) == share
