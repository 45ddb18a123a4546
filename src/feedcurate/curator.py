"""What an app holds on to: rules, a history, and the reader they are for.

In: a `Ruleset` and what is known of the reader. Out: curations and explanations as of now.
One thread may replace the rules while others read: a curation sees the old ones or the new ones, whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from feedcurate.model.facts import Facts, Store

if TYPE_CHECKING:
    from feedcurate.model.account import Account
    from feedcurate.model.decision import Curation, InputProblem
    from feedcurate.model.explanation import Explanation
    from feedcurate.model.item import Item
    from feedcurate.ruleset import Ruleset


class Curator:
    """Curates what comes in for one reader.

    `rules` may be replaced at any time. `history` is what happened before, nothing by default; `timezone` wins over the
    rule file's; `me` are the reader's accounts, besides those of the rule file; `following` are the accounts the
    reader follows, None where that is not known beyond what posts say.
    """

    def __init__(
        self,
        rules: Ruleset,
        *,
        history: Store | None = None,
        timezone: ZoneInfo | None = None,
        me: Iterable[str] = (),
        following: Iterable[Account] | None = None,
    ) -> None:
        from feedcurate.history.memory import MemoryHistory

        self.rules = rules
        self.facts = Facts(
            history=MemoryHistory() if history is None else history,
            timezone=timezone,
            me=tuple(me),
            following=None if following is None else tuple(following),
        )

    def curate(
        self, items: Iterable[Item], *, now: datetime | None = None, problems: Iterable[InputProblem] = ()
    ) -> Curation:
        """The feed that the rules make of some posts as of `now`, an aware instant, by default the clock's.

        `problems`, what could not be read of the input, are handed on in the result.
        """
        from feedcurate.engine.evaluate import evaluate

        curation = evaluate(self.rules.program, tuple(items), self.facts, now=_at(now))
        return curation.model_copy(update={"problems": (*curation.problems, *problems)})

    def explain(self, item: Item, *, now: datetime | None = None) -> Explanation:
        """Every rule, fired or not, clause by clause, as it is for one post as of `now`, by default the clock's."""
        from feedcurate.engine.explain import explain

        return explain(self.rules.program, item, self.facts, now=_at(now))


def _at(now: datetime | None) -> datetime:
    return datetime.now(UTC) if now is None else now
