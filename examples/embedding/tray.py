"""A small reader that embeds feedcurate: a feed, and a tray for what the rules set aside.

Run it from anywhere: `python examples/embedding/tray.py`. It shows the top of a week of posts and the tray with a
reason for each post; then its reader takes one out of the tray, and it is in the feed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import feedcurate as fc

HERE = Path(__file__).resolve().parent
RULES = HERE / "tray.curate"
FEEDS = HERE.parent / "feeds"
NOW = datetime(2026, 5, 8, 8, tzinfo=UTC)

Key = tuple[str, str]
"""The source of a post and its id there."""


@dataclass(frozen=True)
class Card:
    """A post as the app shows it; `fold` is the text that a collapsed one shows, `why` the reasons."""

    key: Key
    who: str
    text: str
    fold: str | None
    why: str


@dataclass(frozen=True)
class Page:
    """The feed in its order, what waits in the tray, and how many posts are held back for later."""

    feed: tuple[Card, ...]
    tray: tuple[Card, ...]
    later: int


class App:
    """One reader's feed. `trouble` says what is wrong with the rule file; until it is mended the old rules count."""

    def __init__(self, rules: Path = RULES, history: fc.History | None = None) -> None:
        self.path = rules
        self.curator = fc.Curator(fc.load(rules), history=history)
        self.asked_for: set[Key] = set()
        self.trouble: tuple[str, ...] = ()

    def page(self, items: Iterable[fc.Item], now: datetime) -> Page:
        """What there is to see now."""
        self._take_up_changes()
        posts = {(item.source, item.id): self._marked(item) for item in items}
        decisions = self.curator.curate(posts.values(), now=now).posts
        cards = [(one.outcome, _card(posts[one.source, one.id], one)) for one in decisions]
        return Page(
            feed=tuple(card for outcome, card in cards if outcome in (fc.Outcome.SHOWN, fc.Outcome.COLLAPSED)),
            tray=tuple(card for outcome, card in cards if outcome is fc.Outcome.HIDDEN),
            later=sum(outcome is fc.Outcome.HELD for outcome, _ in cards),
        )

    def take_out(self, key: Key) -> None:
        """The reader wants to see a post of the tray; from now on their word counts more than the rules."""
        self.asked_for.add(key)

    def _marked(self, item: fc.Item) -> fc.Item:
        asked = (item.source, item.id) in self.asked_for
        return item.model_copy(update={"signals": {**item.signals, "asked_for": asked}})

    def _take_up_changes(self) -> None:
        """Loading a file that has not changed is a look-up."""
        try:
            self.curator.rules = fc.load(self.path)
        except fc.RuleFileError as error:
            self.trouble = tuple(diagnostic.message for diagnostic in error.diagnostics)
        else:
            self.trouble = ()


def _card(item: fc.Item, decision: fc.Decision) -> Card:
    author = item.author
    who = "somebody" if author is None else author.handle or author.name or "somebody"
    text = " ".join((item.title or item.text or item.summary or "").split())
    why = "; ".join(one.reason or one.title or one.rule for one in decision.because)
    return Card((item.source, item.id), who, text, decision.collapse, why)


def told(page: Page, most: int) -> str:
    """A page as lines of text, at most so many posts of each part."""
    lines = [f"in the feed ({len(page.feed)})"]
    lines += [f"  {card.who:.24}: {card.fold or card.text:.60}" for card in page.feed[:most]]
    lines += [f"in the tray ({len(page.tray)})"]
    lines += [f"  {card.who:.24}: {card.text:.44} ({card.why})" for card in page.tray[:most]]
    return "\n".join([*lines, f"held back for later: {page.later}"])


def main() -> None:
    """Show the week, take the first post out of the tray, and show it again."""
    app, items = App(), fc.read(FEEDS).items
    page = app.page(items, NOW)
    print(told(page, 5))
    app.take_out(page.tray[0].key)
    print(f"\nafter a look at what {page.tray[0].who} has to say:")
    print(told(app.page(items, NOW), 2))


if __name__ == "__main__":
    main()
