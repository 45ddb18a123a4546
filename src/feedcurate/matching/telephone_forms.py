"""The forms that telephone numbers have, as questions about groups of digits.

In: groups of digits and what stands before each (`""`, `+`, `(`, ` `, `-`, `) ` …). Out: whether they are a telephone
number. Country codes are those of ITU-T E.164.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

MOST_DIGITS = 17
"""`00` and the fifteen digits of E.164."""

MOST_GROUPS = 8

_COUNTRY = re.compile(
    r"1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]"
    r"|(?:2[1-689]|3[578]|42|5[09]|6[7-9]|8[0578]|9[679])\d"
)
_LENGTHS_OF_ONE = {"1": (11, 11), "7": (11, 11)}
_TIME = re.compile(r"(?:[01]\d|2[0-4])[0-5]\d")
_COUNTING = "01234567890"
_YEAR = re.compile(r"(?:19|20)\d\d")


def is_telephone(before: Sequence[str], groups: Sequence[str]) -> bool:
    """Whether groups of digits have the form of a telephone number, whatever the text says about them."""
    digits = "".join(groups)
    if len(digits) > MOST_DIGITS:
        return False
    if "+" in before[0]:
        return _is_international(before, groups, digits, fewest=8)
    if digits.startswith("00"):
        return _is_international(before, groups, digits[2:], fewest=9)
    return _is_american(before, groups) or _is_national(before, groups, digits) or _is_in_brackets(before, groups)


def is_called(before: Sequence[str], groups: Sequence[str]) -> bool:
    """Whether groups of digits can be a telephone number where the text says that they are one."""
    digits = "".join(groups)
    if not 6 <= len(digits) <= MOST_DIGITS - 2 or _is_count(before, groups):
        return False
    dots = all(sign == "." for sign in before[1:])
    return len(groups) == 1 or not dots or len(groups) not in (2, 4) or len(digits) == 10


def _is_international(before: Sequence[str], groups: Sequence[str], digits: str, fewest: int) -> bool:
    """A country's code and a number without a leading zero, but for the `(0)` that people write and for Italy's."""
    country = _COUNTRY.match(digits)
    if country is None or _is_count(before, groups):
        return False
    least, most = _LENGTHS_OF_ONE.get(country[0], (fewest, 15))
    has_trunk = any(group.startswith("0") and "(" in sign for sign, group in zip(before[1:], groups[1:], strict=True))
    starts_well = has_trunk or country[0] == "39" or digits[country.end() : country.end() + 1] not in ("0", "")
    return least + has_trunk <= len(digits) <= most + has_trunk and starts_well


def _is_american(before: Sequence[str], groups: Sequence[str]) -> bool:
    """`555-123-4567`, `(555) 123-4567`, `1 800 555 0199`."""
    if len(groups) == 4 and groups[0] == "1" and not before[0]:
        return _is_american(["", *before[2:]], groups[1:])
    is_written_so = tuple(before[1:]) != (".", "-")
    return [len(group) for group in groups] == [3, 3, 4] and groups[0][0] in "23456789" and is_written_so


def _is_national(before: Sequence[str], groups: Sequence[str], digits: str) -> bool:
    """A number with a leading zero: in groups, or ten or eleven digits at once."""
    if len(digits) < 7 or digits[0] != "0" or digits[1] == "0":
        return False
    lengths = [len(group) for group in groups]
    if len(groups) == 1:
        return 10 <= lengths[0] <= 11 and digits not in _COUNTING
    if set(lengths) == {2}:
        return len(groups) == 5 and len(set(before[1:])) == 1
    if not (len(digits) <= 13 and 2 <= lengths[0] <= 6 and all(2 <= length <= 8 for length in lengths[1:-1])):
        return False
    is_decimal = len(groups) == 2 and before[1] == "."
    are_times = lengths == [4, 4] and all(map(_TIME.fullmatch, groups))
    is_date = lengths == [2, 2, 4] and _YEAR.fullmatch(groups[-1]) is not None
    return lengths[-1] <= 8 and not (is_decimal or are_times or is_date)


def _is_in_brackets(before: Sequence[str], groups: Sequence[str]) -> bool:
    """`(11) 91234-5678`: an area in brackets, and a number."""
    if len(groups) < 2 or not (before[0].startswith("(") and before[1].startswith(")")):
        return False
    local = sum(map(len, groups[1:]))
    return 2 <= len(groups[0]) <= 5 and 6 <= local <= 9 and not (_YEAR.fullmatch(groups[0]) or groups[-1] == "000")


def _is_count(before: Sequence[str], groups: Sequence[str]) -> bool:
    """`10 000 000`: thousands, and a round number of them."""
    return (
        len(groups) > 1
        and len(groups[0]) <= 3
        and all(len(group) == 3 for group in groups[1:])
        and groups[-1] == "000"
        and len(set(before[1:])) == 1
    )
