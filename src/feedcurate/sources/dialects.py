"""Dates in the dialects of the wild → instants.

In: a date as somebody's program wrote it. Out: an instant in UTC, None where it cannot be told. Read are RFC 822 and
its relatives (any order of day and month name, months in ten languages, years of two digits, named zones or none), ISO
8601 in whole and in part, `2004/06/01 12:00`, days with dots or Korean signs, `M/D/YYYY h:mm:ss PM` as ASP writes it,
and seconds or milliseconds since 1970. Numbers that could be day or month are taken for a date where one of them is
over 12 or the clock has halves, as that form is American; else they stay unknown. A date without a zone is UTC, with
Korean signs Korea's.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from attrs import define

from feedcurate.sources.date_words import is_afternoon, month_of, offset_of, plain_word

_LONGEST = 100
_PARTS = re.compile(
    r"""(?P<clock>\d{1,2}:\d{1,2}(?::\d{1,2}(?:[.,]\d+)?)?|\d{1,2}[.h]\d{2}(?:\.\d{2})?(?!\d))
    |(?P<offset>(?:(?:GMT|UTC?)\s?)?[+-]\d{1,2}(?::?\d{2})?(?![\d-]))
    |(?P<place>(?!Etc/)[A-Za-z]+(?:/[A-Za-z_]+)+)
    |(?P<day>\d+)(?=\s*(?:일|st\b|nd\b|rd\b|th\b))(?:일|st|nd|rd|th|\s*일)
    |(?P<word>[^\W\d_]+(?:\.[^\W\d_]+)*)
    |(?P<number>\d+)""",
    re.VERBOSE | re.IGNORECASE,
)
# Year first, with any of the usual signs between; what follows is a clock and a zone.
_YEAR_FIRST = re.compile(
    r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?|년\s*(\d{1,2})월\s*(\d{1,2})일)?(?!\d)[T.,\s]*", re.IGNORECASE
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(?!\d)", re.IGNORECASE)
_ORDINAL = re.compile(r"(\d{4})-?(\d{3})(?![\d-])")
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)[,\s]*")
_WEEK = re.compile(r"(\d{4})-?W(\d{2})(?:-?(\d))?(?!\d)[T\s]*", re.IGNORECASE)
_WEEKDAY = re.compile(r"\A[^\W\d_]+\.?,?\s+(?=\d)")
_KOREAN = re.compile("[년월일]|오[전후]")
_SINCE_1970 = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
# What nearly all feeds write, read without looking at it word by word.
_USUAL = re.compile(
    r"(?:[A-Z][a-z]{2},\s+)?(\d{1,2})\s+([A-Z][a-z]{2})\s+(\d{4})\s+([01]\d|2[0-3]):([0-5]\d):([0-5]\d)\s+"
    r"(?:GMT|UTC?|Z|([+-])(\d\d)(\d\d))"
)
_MERIDIEM = re.compile(r"[ap]\.?m\b", re.IGNORECASE)


@define
class _Found:
    """The parts of a date so far; `offset` in minutes, `is_numeric` where the month is a number."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    clock: str | None = None
    offset: int | None = None
    place: str | None = None
    afternoon: bool | None = None
    is_numeric: bool = False


def spoken_instant(value: str) -> datetime | None:
    """The instant that a date in any of those dialects names."""
    value = value.strip()
    if not value or len(value) > _LONGEST or not value.isprintable():
        return None
    try:
        if (usual := _USUAL.fullmatch(value)) and (found := _usual(usual)) is not None:
            return found
        if _SINCE_1970.fullmatch(value):
            number = float(value)
            return datetime.fromtimestamp(number / 1000 if len(value.partition(".")[0]) > 10 else number, UTC)
        parts = _numbers_first(_WEEKDAY.sub("", value)) or _words(value, _Found())
        if parts is not None and parts.offset is None and _KOREAN.search(value):
            parts.offset = 9 * 60
        return None if parts is None else _instant(parts)
    except (ValueError, OverflowError, OSError):
        return None


def _usual(date: re.Match[str]) -> datetime | None:
    day, name, year, hour, minute, second, sign, hours, minutes = date.groups()
    month = month_of(name.lower())
    if month is None:
        return None
    local = datetime(int(year), month, int(day), int(hour), int(minute), int(second), tzinfo=UTC)
    if sign is None:
        return local
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return local - offset if sign == "+" else local + offset


def _numbers_first(value: str) -> _Found | None:
    """Dates that begin with the year, or with three numbers."""
    if compact := _COMPACT.match(value):
        year, month, day, hour, minute, second = compact.groups()
        clock = f"{hour}:{minute}:{second or 0}" if hour else None
        return _words(value[compact.end() :], _Found(int(year), int(month), int(day), clock, is_numeric=True))
    if ordinal := _ORDINAL.match(value):
        day = datetime(int(ordinal[1]), 1, 1, tzinfo=UTC) + timedelta(days=int(ordinal[2]) - 1)
        return _words(value[ordinal.end() :].lstrip("Tt"), _Found(day.year, day.month, day.day, is_numeric=True))
    if week := _WEEK.match(value):
        day = datetime.fromisocalendar(int(week[1]), int(week[2]), int(week[3] or 1))
        return _words(value[week.end() :], _Found(day.year, day.month, day.day, is_numeric=True))
    if first := _YEAR_FIRST.match(value):
        month, day = first[3] or first[5], first[4] or first[6]
        return _words(value[first.end() :], _Found(int(first[1]), int(month or 1), int(day or 1), is_numeric=True))
    if numbers := _NUMBERS.match(value):
        return _day_or_month(numbers, value[numbers.end() :])
    return None


def _day_or_month(numbers: re.Match[str], rest: str) -> _Found | None:
    one, sign, other, year = int(numbers[1]), numbers[2], int(numbers[3]), _year(numbers[4])
    if sign == "." or one > 12:
        return _words(rest, _Found(year, other, one, is_numeric=True))
    if other > 12 or _MERIDIEM.search(rest):
        return _words(rest, _Found(year, one, other, is_numeric=True))
    return None


def _words(value: str, found: _Found) -> _Found | None:
    """The parts of a date that names its month, or of what is left of another; None where something is twice."""
    numbers: list[str] = []
    for part in _PARTS.finditer(value):
        match part.lastgroup:
            case "clock" if found.clock is None:
                found.clock = part[0].replace(",", ".") if ":" in part[0] else re.sub("[.h]", ":", part[0])
            case "offset" if found.clock is not None and found.offset is None:
                found.offset = _minutes(part[0])
            case "place":
                found.place = part[0]
            case "day":
                found.day = found.day or int(part["day"])
            case "word":
                _word(plain_word(part[0]), found)
            case "number" | "offset":
                numbers.append(part[0].strip("+-"))
            case _:
                return None
    for number in numbers:
        if found.day is None and len(number) <= 2:
            found.day = int(number)
        elif found.year is None and len(number) in (2, 4):
            found.year = _year(number)
        elif found.clock is None and len(number) <= 2:
            found.clock = f"{number}:00"
        else:
            return None
    return found


def _word(word: str, found: _Found) -> None:
    if not found.is_numeric and (month := month_of(word)) is not None:
        # The last one: in several languages a weekday begins like March.
        found.month = month
    elif (afternoon := is_afternoon(word)) is not None:
        found.afternoon = afternoon
    elif found.offset is None and (offset := offset_of(word)) is not None:
        found.offset = offset


def _instant(found: _Found) -> datetime | None:
    if found.year is None or found.month is None or found.day is None:
        return None
    hour, minute, second = (float(part) for part in ((found.clock or "0:0:0") + ":0").split(":")[:3])
    if found.afternoon is not None and 1 <= hour <= 12:
        hour = hour % 12 + 12 * found.afternoon
    if hour > 24 or minute > 59 or second >= 61:
        return None
    # 24:00 is the next day's beginning, and a leap second the second after 59.
    local = datetime(found.year, found.month, found.day, tzinfo=_zone(found)) + timedelta(
        hours=hour, minutes=minute, seconds=second
    )
    return local.astimezone(UTC)


def _zone(found: _Found) -> timezone | ZoneInfo:
    if found.offset is None and found.place is not None:
        try:
            return ZoneInfo(found.place)
        except (KeyError, ValueError, OSError):
            return UTC
    return timezone(timedelta(minutes=found.offset or 0))


def _year(digits: str) -> int:
    """A year of two digits as RFC 2822 (4.3) reads it: up to 49 this century, from 50 the last."""
    year = int(digits)
    return year if len(digits) > 2 else year + (2000 if year < 50 else 1900)


def _minutes(offset: str) -> int:
    """`+0530`, `+05:30`, `+5`, `GMT-3` in minutes."""
    sign, digits = (-1 if "-" in offset else 1), "".join(letter for letter in offset if letter.isdigit())
    hours, minutes = (digits, "0") if len(digits) <= 2 else (digits[:-2], digits[-2:])
    return sign * (int(hours) * 60 + int(minutes))
