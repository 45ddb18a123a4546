"""What is said of rules in a text, for tests.

In: rules as they are written. Out: warnings, or their codes.
"""

from __future__ import annotations

from datetime import UTC, datetime

from feedcurate.proof.warnings import Warned, plain_warnings, proved_warnings, written
from feedcurate.ruleset import examine_text, loads

NOW = datetime(2026, 9, 17, 10, tzinfo=UTC)
LISTS = """
set timezone: "Europe/Berlin"
accounts close: @sis@a.example, @joe@a.example
accounts wide: close, @ann@a.example
topic bait: "summer body", "goal*"
let friend = author in close
"""
"""Names for rules to use; where they are not used, that is not what a test is about."""


def warned(text: str, *, now: datetime = NOW, seconds: float = 5.0) -> list[Warned]:
    """All that is said of some rules."""
    rules = written(loads(LISTS + text), now)
    found = [*plain_warnings(rules), *proved_warnings(rules, seconds=seconds)]
    return [one for one in found if one.diagnostic.code != "W309" or "unused" in one.diagnostic.message]


def codes(text: str) -> list[str]:
    """The codes of what is said, sorted."""
    return sorted(one.diagnostic.code for one in warned(text))


def mended(text: str, *, prove: bool = True) -> str:
    """Rules in a text with everything mended that can be."""
    from feedcurate.proof.warnings.mending import Mender

    return Mender(examine_text, NOW, prove, 5.0).mended(text).text
