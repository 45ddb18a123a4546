"""feedcurate: rules with which people decide what their feeds do to them.

In: rule files and feed items. Out: decisions, each with its reason. Everything public is a name of this module; what
it needs is imported when a name is first used, so that `import feedcurate` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feedcurate.api import account_advice, draft_advice, evaluate, explain, session_advice
    from feedcurate.check.resolver import FolderResolver, Found, OutsideFolder, ResolveError, Resolver
    from feedcurate.curator import Curator
    from feedcurate.errors import FeedcurateError, HistoryError, MissingExtra, RuleFileError
    from feedcurate.history.base import Added, Erased, History
    from feedcurate.history.memory import MemoryHistory
    from feedcurate.history.sqlite import SQLiteHistory
    from feedcurate.model.account import Account, Claim, Relation
    from feedcurate.model.activity import Activity, ActivityKind
    from feedcurate.model.decision import (
        AccountAdvice,
        Curation,
        Decision,
        DraftAdvice,
        InputProblem,
        Outcome,
        SessionAdvice,
    )
    from feedcurate.model.draft import Draft
    from feedcurate.model.explanation import Explanation
    from feedcurate.model.facts import Act, Changes, Facts, Seen, Store
    from feedcurate.model.item import Item, Label, Link, Media, Option, Poll, Reference, Via
    from feedcurate.model.record import AdviceState, Batch, Given, QueuedAdvice
    from feedcurate.model.session import Session
    from feedcurate.ruleset import Ruleset, Signal, load, loads
    from feedcurate.signals.local import local_signals
    from feedcurate.sources.data import read_data
    from feedcurate.sources.read import read
    from feedcurate.text.diagnostic import Diagnostic
    from feedcurate.text.limits import Limits

__version__ = "0.1.0"

_HOMES = {
    "api": ("account_advice", "draft_advice", "evaluate", "explain", "session_advice"),
    "check.resolver": ("FolderResolver", "Found", "OutsideFolder", "ResolveError", "Resolver"),
    "curator": ("Curator",),
    "errors": ("FeedcurateError", "HistoryError", "MissingExtra", "RuleFileError"),
    "history.base": ("Added", "Erased", "History"),
    "history.memory": ("MemoryHistory",),
    "history.sqlite": ("SQLiteHistory",),
    "model.account": ("Account", "Claim", "Relation"),
    "model.activity": ("Activity", "ActivityKind"),
    "model.decision": (
        "AccountAdvice",
        "Curation",
        "Decision",
        "DraftAdvice",
        "InputProblem",
        "Outcome",
        "SessionAdvice",
    ),
    "model.draft": ("Draft",),
    "model.explanation": ("Explanation",),
    "model.facts": ("Act", "Changes", "Facts", "Seen", "Store"),
    "model.item": ("Item", "Label", "Link", "Media", "Option", "Poll", "Reference", "Via"),
    "model.record": ("AdviceState", "Batch", "Given", "QueuedAdvice"),
    "model.session": ("Session",),
    "ruleset": ("Ruleset", "Signal", "load", "loads"),
    "signals.local": ("local_signals",),
    "sources.data": ("read_data",),
    "sources.read": ("read",),
    "text.diagnostic": ("Diagnostic",),
    "text.limits": ("Limits",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Account",
    "AccountAdvice",
    "Act",
    "Activity",
    "ActivityKind",
    "Added",
    "AdviceState",
    "Batch",
    "Changes",
    "Claim",
    "Curation",
    "Curator",
    "Decision",
    "Diagnostic",
    "Draft",
    "DraftAdvice",
    "Erased",
    "Explanation",
    "Facts",
    "FeedcurateError",
    "FolderResolver",
    "Found",
    "Given",
    "History",
    "HistoryError",
    "InputProblem",
    "Item",
    "Label",
    "Limits",
    "Link",
    "Media",
    "MemoryHistory",
    "MissingExtra",
    "Option",
    "Outcome",
    "OutsideFolder",
    "Poll",
    "QueuedAdvice",
    "Reference",
    "Relation",
    "ResolveError",
    "Resolver",
    "RuleFileError",
    "Ruleset",
    "SQLiteHistory",
    "Seen",
    "Session",
    "SessionAdvice",
    "Signal",
    "Store",
    "Via",
    "account_advice",
    "draft_advice",
    "evaluate",
    "explain",
    "load",
    "loads",
    "local_signals",
    "read",
    "read_data",
    "session_advice",
]


def __getattr__(name: str) -> object:
    """A public name, imported from its home the first time."""
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, also those not imported yet."""
    return sorted({*globals(), *__all__})
