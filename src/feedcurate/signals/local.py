"""The signals that the extra `signals` works out. In: nothing. Out: their names, types and functions."""

from __future__ import annotations

from importlib.util import find_spec

from feedcurate.errors import MissingExtra
from feedcurate.ruleset import Ruleset, Signal
from feedcurate.signals.language import detected_language
from feedcurate.signals.sentiment import sentiment

LOCAL = (
    Signal("detected_language", "text", detected_language),
    Signal("sentiment", "number", sentiment),
)
"""All of them, by name; their functions need the extra."""

_PACKAGES = ("py3langid", "vaderSentiment")


def is_installed() -> bool:
    """Whether the extra `signals` is there."""
    return all(find_spec(package) for package in _PACKAGES)


def computed_here(rules: Ruleset) -> Ruleset:
    """The rules with the local signals that they declare; without the extra, the rules as they are."""
    return rules.computing(LOCAL) if is_installed() else rules


def local_signals() -> tuple[Signal, ...]:
    """What can be worked out of posts on this machine, for `load` or `Ruleset.computing`.

    `detected_language` is the code of the language that a post's words are in, `sentiment` how they sound, -1 to 1.

    Raises:
        MissingExtra: the extra `signals` is not installed.
    """
    if not is_installed():
        raise MissingExtra("signals", "working signals out of posts")
    return LOCAL
