"""Telephone numbers in a text.

In: a clean text with ASCII digits and `-` for all dashes. Out: where telephone numbers stand.

Digits that stand in a row, with spaces, dots, hyphens, slashes and brackets between, are taken apart into groups; what
is a number is then a question about a few groups next to each other (`telephone_forms`). Dates are taken out first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from feedcurate.matching.characters import SPACED, of
from feedcurate.matching.places import Range
from feedcurate.matching.telephone_forms import MOST_DIGITS, MOST_GROUPS, is_called, is_telephone
from feedcurate.matching.telephone_words import CALLED, LISTED, NUMBERED, STATE

_ROW = re.compile(r"(?:\(\+|\+ ?\(?|\()?+\d++(?:\)?+(?: ?[-./] ?| )?+\(?+\d++)*+")
_GROUP = re.compile(r"[^\d]*+(\d++)")
_DATE = re.compile(
    r"(?<!\d)(?<!\d[-./])(?:(?:19|20)\d\d([-./])(?:1[0-2]|0?[1-9])\1(?:3[01]|[12]\d|0?[1-9])"
    r"|[0-3]?\d([-./])[0-3]?\d\2(?:(?:19|20)\d\d|\d\d)"
    r"|[0-3]?\d\. ?[01]?\d\. ?(?:19|20)\d\d"
    r"|(?:1[0-2]|0?[1-9])[-./](?:19|20)\d\d)(?![-./]?\d)"
)
_LETTER = of(SPACED)
_SIGNS_BEFORE = "#@$€£¥&=_~%*^§`"
_BREAKS = frozenset({" / ", ". ", " .", " . "})

_LOOK_BACK = 32


@frozen
class _Row:
    """Digits in a row: the text, and where its groups of digits are."""

    text: str
    start: int
    end: int
    groups: Sequence[Range]

    def between(self, group: int) -> str:
        """What stands before a group; before the first, how the row begins."""
        return self.text[self.groups[group - 1][1] if group else self.start : self.groups[group][0]]


def telephones(text: str) -> Iterator[Range]:
    """Where telephone numbers stand, in the text's order."""
    text = _DATE.sub(lambda date: "\n" * len(date[0]), text)
    for match in _ROW.finditer(text):
        start, end = match.span()
        if end - start < 6:
            continue
        row = _Row(text, start, end, [group.span(1) for group in _GROUP.finditer(text, start, end)])
        at = after = 0
        while at < len(row.groups):
            after = at if at and row.between(at) in _BREAKS else after
            # One short number may stand before a telephone number (a house, a year); more of them make a long number.
            stop = _telephone_from(row, at) if at - after <= 1 else None
            if stop is None:
                at += 1
            else:
                yield _opened(text, row.groups[at][0] if at else start, row.groups[stop - 1][1])
                at = after = stop


def _opened(text: str, start: int, end: int) -> Range:
    """The range of a number without a bracket that is closed behind it, if at all: `(030 1234567)`."""
    return (start + 1 if text[start] == "(" and ")" not in text[start:end] else start), end


def _telephone_from(row: _Row, at: int) -> int | None:
    """The group behind the longest telephone number that begins with a group; None where none does."""
    if not _may_begin(row, at):
        return None
    for stop in range(min(len(row.groups), at + MOST_GROUPS), at, -1):
        if row.groups[stop - 1][1] - row.groups[at][0] > 2 * MOST_DIGITS or not _may_end(row, stop):
            continue
        before = [row.between(group) for group in range(at, stop)]
        before[0] = before[0].lstrip(" )-./")
        if not _BREAKS.isdisjoint(before[1:]):
            continue
        groups = [row.text[start:end] for start, end in row.groups[at:stop]]
        if _is_one(row, at, before, groups):
            return stop
    return None


def _is_one(row: _Row, at: int, before: list[str], groups: list[str]) -> bool:
    """Whether the groups are a telephone number, by their form or because the text says so."""
    begins = row.start if at == 0 else row.groups[at][0]
    behind = row.text[max(0, begins - _LOOK_BACK) : begins]
    if CALLED.search(behind):
        return is_telephone(before, groups) or is_called(before, groups)
    is_postcode = list(map(len, groups)) == [5, 4] and STATE.search(behind) is not None
    if is_postcode or NUMBERED.search(behind) or (len(groups) == 1 and LISTED.search(behind)):
        return False
    return is_telephone(before, groups)


def _may_begin(row: _Row, at: int) -> bool:
    """Behind white space in a row; a row itself not behind a letter, a sign that counts or names, or a number."""
    if at:
        return " " in row.between(at)
    text, start = row.text, row.start
    before = text[start - 1] if start else " "
    if before in _SIGNS_BEFORE or before == "+" or _LETTER.match(before):
        return False
    glued = text[start - 2] if start > 1 else " "
    if before in "-/":
        return _LETTER.match(glued) is None
    return not (before in ".,:" and glued.isdigit())


def _may_end(row: _Row, stop: int) -> bool:
    """Before white space and what begins another number; a row itself not before a letter or more of a number."""
    if stop < len(row.groups):
        between, (start, end) = row.between(stop), row.groups[stop]
        begins_another = "(" in between or (row.text[start] == "0" and end - start > 2)
        return between in _BREAKS or (" " in between and begins_another)
    text, end = row.text, row.end
    after = text[end : end + 2]
    if not after:
        return True
    return not (_LETTER.match(after) or after[0] in "%€$£°_" or (after[0] in ",:" and after[1:].isdigit()))
