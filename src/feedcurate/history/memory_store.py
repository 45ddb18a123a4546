"""What a history in memory consists of, and how it changes; who holds the lock is `memory`'s business.

In: prepared records. Out: how many of them were new. Nothing in here can fail half-way.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from feedcurate.engine.elements import dated
from feedcurate.engine.sameness import newer
from feedcurate.engine.seen import Identity, identity
from feedcurate.history.archive import Archived, HeldSince, SeenAgain
from feedcurate.history.base import Added, Erased
from feedcurate.history.held import cut, extended, since_when
from feedcurate.history.journal import Journal
from feedcurate.history.memory_acts import ActShelf, Deed
from feedcurate.history.memory_log import Log
from feedcurate.history.memory_posts import Fate, Post, PostShelf
from feedcurate.history.scope import Scope
from feedcurate.history.texts import advice_text, item_text, text_of
from feedcurate.model.account import Account
from feedcurate.model.facts import BEGINNING, POSTS, Act


class MemoryStore:
    """Posts, activities, the log, since when they are held, and the changes that brought them.

    What comes without a `since` is held from `floor` on, or from its own dates on once all from the beginning was
    taken out.
    """

    def __init__(self) -> None:
        self.posts = PostShelf()
        self.acts = ActShelf()
        self.log = Log()
        self.journal = Journal()
        self.held: dict[str, datetime] = {POSTS: BEGINNING}
        self.floor: datetime | None = BEGINNING
        self._people: list[Account] | None = None

    def add(self, posts: Sequence[Post], since: datetime | None) -> Added:
        """Put posts in, held since an instant or their own dates."""
        change = self._next()
        newest: dict[Identity, Post] = {}
        for post in posts:
            rival = newest.get(identity(post.item))
            if rival is None or newer(rival.item, post.item) != rival.item:
                newest[identity(post.item)] = post
        fates: list[Fate] = []
        for post in newest.values():
            fate, moved = self.posts.put(post, change)
            fates.append(fate)
            if moved and self.acts.about(post.item.id, post.item.source):
                self.journal.break_off()
        for post in posts:
            self.posts.see(identity(post.item), post.item.seen_at, change)
        self.journal.add(posts=[key for key in newest if self.posts[key].changed == change])
        self.held = extended(self.held, {POSTS: since_when((dated(post.item) for post in posts), since)})
        return _added(fates, len(posts))

    def record(self, deeds: Sequence[Deed], since: datetime | None) -> Added:
        """Put activities in, each kind held since an instant or their own dates."""
        change = self._next()
        fates = {name: self.acts.put(deed, change) for name, deed in {deed.name: deed for deed in deeds}.items()}
        self.journal.add(acts=[name for name, fate in fates.items() if fate is Fate.NEW])
        if Fate.NEWER in fates.values():
            self.journal.break_off()
        for kind in {deed.activity.kind for deed in deeds}:
            dates = (deed.activity.at for deed in deeds if deed.activity.kind == kind)
            self.held = extended(self.held, {kind: since_when(dates, since)})
        return _added(list(fates.values()), len(deeds))

    def post_of(self, deed: Deed) -> Identity | None:
        """The post that an activity is about; of several with its id the first."""
        return next(iter(self.posts.about(deed.activity.item, deed.activity.source)), None)

    def act(self, deed: Deed) -> Act:
        """An activity with the people it is about."""
        activity, key = deed.activity, self.post_of(deed)
        if key is None:
            named = None if activity.item is None else (activity.source or "unknown", activity.item)
            return Act(activity, author=activity.account, post=named)
        item = self.posts[key].item
        reposter = None if item.via is None else item.via.account
        return Act(activity, activity.account or item.author, reposter, key, item.author)

    def people(self) -> list[Account]:
        """Every author and reposter; worked out once between two changes."""
        if self._people is None:
            self._people = self.posts.people()
        return list(self._people)

    def erase(self, scope: Scope) -> Erased:
        """Take out what a scope means."""
        self._next()
        self.journal.break_off()
        theirs = set(self.posts) if scope.account is None else self.posts.of(scope.pairs)
        gone = {key for key in theirs if scope.at(dated(self.posts[key].item))}
        acts = [name for name in self.acts if self._meant(scope, self.acts[name], theirs)]
        decisions, advice = self.log.erase(scope, gone, set() if scope.account is None else theirs)
        for name in acts:
            self.acts.drop(name)
        for key in gone:
            self.posts.drop(key)
        for key in theirs - gone:
            for at in [at for at in self.posts[key].seen if scope.timed and scope.at(at)]:
                self.posts.unsee(key, at)
        if scope.account is None:
            self.held = cut(self.held, scope.start, scope.end)
            self.floor = None if self.floor is None else cut({POSTS: self.floor}, scope.start, scope.end).get(POSTS)
        return Erased(len(gone), len(acts), decisions, advice)

    def export(self) -> Iterator[Mapping[str, object]]:
        """Everything, as JSON objects of one key."""
        for key in sorted(self.posts):
            yield {"item": json.loads(item_text(self.posts[key].item))}
        for key in sorted(self.posts):
            post = self.posts[key]
            for at in sorted(post.seen - {post.item.seen_at}):
                yield {"seen": SeenAgain(source=key[0], id=key[1], at=at).model_dump(mode="json")}
        for name in self.acts:
            yield {"activity": json.loads(text_of(self.acts[name].activity))}
        for batch in self.log.batches(BEGINNING, datetime.max.replace(tzinfo=BEGINNING.tzinfo)):
            yield {"batch": json.loads(text_of(batch))}
        for given in self.log.given():
            yield {"given": json.loads(text_of(given))}
        for entry in self.log.queue():
            yield {"advice": json.loads(advice_text(entry))}
        for what, since in sorted(self.held.items()):
            yield {"held": HeldSince(what=what, since=since).model_dump(mode="json")}

    def restore(self, posts: Sequence[Post], deeds: Sequence[Deed], rest: Archived) -> Added:
        """Put in what an export holds, since when it says; into an empty history just as it says."""
        held = self.held if self.posts or self.acts else {}
        one, other = self.add(posts, None), self.record(deeds, None)
        for seen in rest.seen:
            if (seen.source, seen.id) in self.posts:
                self.posts.see((seen.source, seen.id), seen.at, self.journal.change)
        for batch in rest.batches:
            self.log.put_back(batch)
        for given in rest.given:
            self.log.give(given)
        for entry in rest.advice:
            self.log.put(entry)
        self.held = extended(held, rest.since)
        if self.held.get(POSTS) != BEGINNING:
            self.floor = None
        self.journal.break_off()
        return Added(one.new + other.new, one.newer + other.newer, one.known + other.known)

    def _next(self) -> int:
        self._people = None
        self.journal.change += 1
        return self.journal.change

    def _meant(self, scope: Scope, deed: Deed, theirs: set[Identity]) -> bool:
        """Whether a scope means an activity: by its time, and by the account it names or the posts it is about."""
        activity = deed.activity
        if not scope.at(activity.at):
            return False
        if scope.account is None or scope.by(deed.account):
            return True
        return any(key in theirs for key in self.posts.about(activity.item, activity.source))


def _added(fates: Sequence[Fate], given: int) -> Added:
    new, newer = fates.count(Fate.NEW), fates.count(Fate.NEWER)
    return Added(new, newer, given - new - newer)
