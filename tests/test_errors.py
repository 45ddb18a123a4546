from __future__ import annotations

import pickle

import pytest

from feedcurate.errors import FeedcurateError, HistoryError, MissingExtra, RuleFileError
from feedcurate.text.diagnostic import Diagnostic
from feedcurate.text.span import NOWHERE

WARNING = Diagnostic("W301", "a warning", NOWHERE)
FIRST, SECOND = Diagnostic("E101", "one thing", NOWHERE), Diagnostic("E102", "another", NOWHERE)


@pytest.mark.parametrize(
    ("diagnostics", "words"),
    [
        ([WARNING, FIRST], "E101: one thing"),
        ([FIRST, WARNING, SECOND], "E101: one thing (and 1 more)"),
        ([], "the rule file has errors"),
    ],
)
def test_a_rule_file_error_says_its_first_error_and_keeps_all(diagnostics: list[Diagnostic], words: str) -> None:
    """Warnings come along and are not counted."""
    error = RuleFileError(diagnostics)
    assert str(error) == words
    assert error.diagnostics == tuple(diagnostics)


def test_a_missing_extra_says_what_to_install() -> None:
    """In one line that can be copied."""
    assert (
        str(MissingExtra("feeds", "reading RSS"))
        == "reading RSS needs the extra `feeds`: pip install 'feedcurate[feeds]'"
    )


@pytest.mark.parametrize("error", [RuleFileError([FIRST]), MissingExtra("feeds", "x"), HistoryError("broken")])
def test_errors_have_one_base_and_cross_processes(error: FeedcurateError) -> None:
    """A worker's error arrives as it was raised."""
    assert isinstance(error, FeedcurateError)
    copied = pickle.loads(pickle.dumps(error))  # noqa: S301 (made here)
    assert (type(copied), str(copied)) == (type(error), str(error))
