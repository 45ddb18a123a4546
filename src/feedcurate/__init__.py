"""feedcurate: rules with which people decide what their feeds do to them.

In: rule files and feed items. Out: decisions, each with its reason. Everything public is a name of this module; what
it needs is imported when a name is first used, so that `import feedcurate` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feedcurate.api import evaluate, explain
    from feedcurate.check.resolver import FolderResolver, Found, OutsideFolder, ResolveError, Resolver
    from feedcurate.curator import Curator
    from feedcurate.errors import FeedcurateError, HistoryError, MissingExtra, RuleFileError
    from feedcurate.history.memory import MemoryHistory
    from feedcurate.model.account import Account, Claim, Relation
    from feedcurate.model.activity import Activity
    from feedcurate.model.decision import Curation, Decision, InputProblem, Outcome
    from feedcurate.model.draft import Draft
    from feedcurate.model.explanation import Explanation
    from feedcurate.model.facts import Facts, Seen, Store
    from feedcurate.model.item import Item, Label, Link, Media, Option, Poll, Reference, Via
    from feedcurate.ruleset import Ruleset, Signal, load, loads
    from feedcurate.sources.read import read
    from feedcurate.text.diagnostic import Diagnostic
    from feedcurate.text.limits import Limits

__version__ = "0.1.0"

_HOMES = {
    "api": ("evaluate", "explain"),
    "check.resolver": ("FolderResolver", "Found", "OutsideFolder", "ResolveError", "Resolver"),
    "curator": ("Curator",),
    "errors": ("FeedcurateError", "HistoryError", "MissingExtra", "RuleFileError"),
    "history.memory": ("MemoryHistory",),
    "model.account": ("Account", "Claim", "Relation"),
    "model.activity": ("Activity",),
    "model.decision": ("Curation", "Decision", "InputProblem", "Outcome"),
    "model.draft": ("Draft",),
    "model.explanation": ("Explanation",),
    "model.facts": ("Facts", "Seen", "Store"),
    "model.item": ("Item", "Label", "Link", "Media", "Option", "Poll", "Reference", "Via"),
    "ruleset": ("Ruleset", "Signal", "load", "loads"),
    "sources.read": ("read",),
    "text.diagnostic": ("Diagnostic",),
    "text.limits": ("Limits",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Account",
    "Activity",
    "Claim",
    "Curation",
    "Curator",
    "Decision",
    "Diagnostic",
    "Draft",
    "Explanation",
    "Facts",
    "FeedcurateError",
    "FolderResolver",
    "Found",
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
    "Reference",
    "Relation",
    "ResolveError",
    "Resolver",
    "RuleFileError",
    "Ruleset",
    "Seen",
    "Signal",
    "Store",
    "Via",
    "evaluate",
    "explain",
    "load",
    "loads",
    "read",
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
