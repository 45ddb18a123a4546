"""Rules over columns: millions of posts from Parquet, Arrow, Polars or NDJSON, each judged by itself, or together.

In: rules, and posts as columns. Out: what the rules make of each as columns, row by row in the order they came; or what
they advise about those who wrote them.

Needs the extra `batch`: the first use of a name raises `MissingExtra` where pyarrow, NumPy or Polars is not installed.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from feedcurate.errors import MissingExtra

if TYPE_CHECKING:
    from feedcurate.batch.advising import ADVICE_SCHEMA, Adviser, advise
    from feedcurate.batch.columns import schema
    from feedcurate.batch.decider import Decider, Result, decide
    from feedcurate.batch.files import FileReport, decide_file
    from feedcurate.batch.outcomes import RESULT_SCHEMA
    from feedcurate.batch.reach import BeyondColumns

_HOMES = {
    "advising": ("ADVICE_SCHEMA", "Adviser", "advise"),
    "columns": ("schema",),
    "decider": ("Decider", "Result", "decide"),
    "files": ("FileReport", "decide_file"),
    "outcomes": ("RESULT_SCHEMA",),
    "reach": ("BeyondColumns",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}
_NEEDED = ("numpy", "pyarrow")

__all__ = [
    "ADVICE_SCHEMA",
    "RESULT_SCHEMA",
    "Adviser",
    "BeyondColumns",
    "Decider",
    "FileReport",
    "Result",
    "advise",
    "decide",
    "decide_file",
    "schema",
]


def __getattr__(name: str) -> object:
    """A public name, imported from its home the first time. Raises `MissingExtra` without the extra `batch`."""
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if any(find_spec(package) is None for package in _NEEDED):
        raise MissingExtra("batch", f"`feedcurate.batch.{name}`")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, also those not imported yet."""
    return sorted({*globals(), *__all__})
