from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.sources.dates import Dates
from feedcurate.sources.dialects import spoken_instant

DIALECTS = {
    "RFC 822": ("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21"),
    "a zone in hours and minutes": ("Thu, 5 Apr 2012 23:47 +10:00", "2012-04-05T13:47:00"),
    "a year of two digits": ("01 Jan 04 19:48:21 EST", "2004-01-02T00:48:21"),
    "a year of two digits in the last century": ("01 Jan 98 19:48:21 GMT", "1998-01-01T19:48:21"),
    "a day alone": ("Thu, 01 Jan 2004", "2004-01-01T00:00:00"),
    "month before day": ("Jan 1 2004 00:00:00", "2004-01-01T00:00:00"),
    "month in full, an ordinal, halves of a day": (
        "Thursday, January 1st, 2004 7:48:21 PM EST",
        "2004-01-02T00:48:21",
    ),
    "C's asctime": ("Thu Jan  1 19:48:21 2004", "2004-01-01T19:48:21"),
    "Unix's date": ("Sun Jan 4 16:29:06 PST 2004", "2004-01-05T00:29:06"),
    "24:00 is the next day": ("Sat, 27 Nov 2010 24:00:00 GMT", "2010-11-28T00:00:00"),
    "a leap second": ("Fri, 31 Dec 1999 23:59:60 GMT", "2000-01-01T00:00:00"),
    "hyphens": ("Wed, 31-Dec-2003 10:14:55 GMT", "2003-12-31T10:14:55"),
    "dots in the clock": ("Monday 24 May 2010 13.00", "2010-05-24T13:00:00"),
    "a zone twice over": ("Wed, 31 Dec 2003 10:14:55 +0000 (UTC)", "2003-12-31T10:14:55"),
    "GMT and an offset": ("Wed, 31 Dec 2003 10:14:55 GMT+02:00", "2003-12-31T08:14:55"),
    "a place for a zone": ("Wed, 31 Dec 2003 10:14:55 Europe/Berlin", "2003-12-31T09:14:55"),
    "a zone that nobody knows": ("Thu, 01 Jan 2004 19:48:21 XYZ", "2004-01-01T19:48:21"),
    "no zone": ("Thu, 01 Jan 2004 19:48:21", "2004-01-01T19:48:21"),
    "German": ("Mo, 05 Mär 2012 10:00:00 +0100", "2012-03-05T09:00:00"),
    "French, where Tuesday begins like March": ("mar., 05 juin 2012 10:00:00 +0200", "2012-06-05T08:00:00"),
    "French, June and July": ("ven., 1 juil. 2011 08:00:00 CEST", "2011-07-01T06:00:00"),
    "Spanish": ("12 de mayo de 2010 10:00", "2010-05-12T10:00:00"),
    "Greek": ("Κυρ, 11 Ιούλ 2004 12:00:00 EET", "2004-07-11T10:00:00"),
    "Hungarian": ("2004-július-13T9:15-05:00", "2004-07-13T14:15:00"),
    "Korean, in Korea's time": ("2004년 05월 28일  01:31:15", "2004-05-27T16:31:15"),
    "Korean halves of a day": ("2004-05-25 오후 11:23:17", "2004-05-25T14:23:17"),
    "a space in ISO 8601": ("2003-12-31 10:14:55 +0200", "2003-12-31T08:14:55"),
    "slashes, year first": ("Fri, 2006/09/15 08:19:53 EDT", "2006-09-15T12:19:53"),
    "no signs at all": ("20031231T101455Z", "2003-12-31T10:14:55"),
    "a month": ("2003-12", "2003-12-01T00:00:00"),
    "a day of the year": ("2003-335", "2003-12-01T00:00:00"),
    "a week": ("2010-W01-1", "2010-01-04T00:00:00"),
    "days with dots": ("31.12.2003 10:14", "2003-12-31T10:14:00"),
    "ASP": ("3/14/2012 5:00:00 PM", "2012-03-14T17:00:00"),
    "a day that can be no month": ("31/12/2003", "2003-12-31T00:00:00"),
    "seconds since 1970": ("1072865695", "2003-12-31T10:14:55"),
    "milliseconds since 1970": ("1072865695500", "2003-12-31T10:14:55.5"),
}
NO_DATES = [
    *("soon", "32 Foo", "Wed, 32 Dec 2003 10:14:55 GMT", "00:00", "3/4/2003 10:14", "9999-12-31T23:59:59-12:00", "-"),
    *("1 1 1 1 1 1", "25:00 1 Jan 2004", "1 Jan 2004 10:00 11:00", "2004-13-01", "2004-366-9", "99999999999999", "Mai"),
]


@pytest.mark.parametrize(("written", "instant"), DIALECTS.values(), ids=DIALECTS.keys())
def test_a_date_in_a_dialect_of_the_wild_is_read(written: str, instant: str) -> None:
    """Each dialect, with the instant in UTC that it names."""
    assert spoken_instant(written) == datetime.fromisoformat(instant).replace(tzinfo=UTC)


@pytest.mark.parametrize("written", NO_DATES)
def test_what_cannot_be_told_stays_unknown(written: str) -> None:
    """A wrong date would be worse than none: the fourth of March or the third of April."""
    assert spoken_instant(written) is None


def test_a_date_that_nothing_reads_is_asked_of_another_and_counted_where_that_has_none_either() -> None:
    """The other gives nine numbers in UTC, as `time.struct_time` has them."""
    dates = Dates()
    assert dates.written("x", lambda _: (2004, 1, 1, 19, 48, 21, 3, 1, 0)) == datetime(
        2004, 1, 1, 19, 48, 21, tzinfo=UTC
    )
    assert dates.unread == 0
    assert dates.written("x", lambda _: None) is None
    assert dates.written(3) is None
    assert (dates.unread, dates.first_unread) == (2, "x")


@given(st.text(max_size=60) | st.text("0123456789:/-+., TZJanFeb", max_size=60))
def test_any_text_is_a_date_in_utc_or_none(written: str) -> None:
    """Nothing is raised."""
    found = spoken_instant(written)
    assert found is None or found.tzinfo is UTC


@pytest.mark.parametrize("unit", ["1", "1 ", "a.", "+1", "1:", "a/", "12.", " "])
def test_a_date_that_goes_on_and_on_costs_nothing(unit: str) -> None:
    """It is no date."""
    start = time.process_time()
    assert spoken_instant(unit * 1_000_000) is None
    assert time.process_time() - start < 1
