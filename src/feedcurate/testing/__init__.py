"""For those who test rules: Hypothesis strategies for everything a rule can see, and properties in one line.

In: rule sets. Out: strategies (`items`, `items_for`, `accounts`, `activities`, `histories`, `histories_for`, `drafts`,
`moments_for`, `programs`) and checks (`assert_never_hidden`, `assert_order_free`, `assert_monotone`).

Needs the extra `testing`: the first use of a name raises `MissingExtra` where Hypothesis is not installed.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from feedcurate.errors import MissingExtra

if TYPE_CHECKING:
    from feedcurate.testing.aiming import items_for
    from feedcurate.testing.files import programs
    from feedcurate.testing.moments import moments_for
    from feedcurate.testing.pasts import histories, histories_for
    from feedcurate.testing.properties import assert_monotone, assert_never_hidden, assert_order_free
    from feedcurate.testing.things import accounts, activities, drafts, items

_HOMES = {
    "aiming": ("items_for",),
    "files": ("programs",),
    "moments": ("moments_for",),
    "pasts": ("histories", "histories_for"),
    "properties": ("assert_monotone", "assert_never_hidden", "assert_order_free"),
    "things": ("accounts", "activities", "drafts", "items"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "accounts",
    "activities",
    "assert_monotone",
    "assert_never_hidden",
    "assert_order_free",
    "drafts",
    "histories",
    "histories_for",
    "items",
    "items_for",
    "moments_for",
    "programs",
]


def __getattr__(name: str) -> object:
    """A public name, imported from its home the first time. Raises `MissingExtra` without Hypothesis."""
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if find_spec("hypothesis") is None:
        raise MissingExtra("testing", f"`feedcurate.testing.{name}`")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, also those not imported yet."""
    return sorted({*globals(), *__all__})
