"""Activities from JSON Lines, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.model.account import Account
from feedcurate.model.activity import LONGEST, Activity, ActivityKind
from feedcurate.sources.activities import ActivityReading, read_activities
from feedcurate.sources.base import ReadLimits

BERLIN = ZoneInfo("Europe/Berlin")
AT = "2026-05-08T06:00:00Z"
SIX = datetime(2026, 5, 8, 6, tzinfo=UTC)


def piped(content: str | bytes, zone: ZoneInfo | None = None, limits: ReadLimits | None = None) -> ActivityReading:
    """The reading of some bytes on standard input."""
    data = content.encode() if isinstance(content, str) else content
    return read_activities("-", zone=zone, stdin=io.BytesIO(data), limits=limits or ReadLimits())


def record(**fields: object) -> dict[str, object]:
    """A view with some fields of its own."""
    return {"kind": "view", "at": AT, **fields}


def one(fields: Mapping[str, object], zone: ZoneInfo | None = None) -> Activity:
    """The activity of a JSON record that has no problem."""
    reading = piped(json.dumps(fields), zone)
    assert reading.problems == ()
    (activity,) = reading.activities
    return activity


def told(reading: ActivityReading) -> list[tuple[int | None, str]]:
    """The lines and messages of problems."""
    return [(problem.line, problem.message) for problem in reading.problems]


def test_json_lines_an_array_and_a_single_object_are_the_same() -> None:
    """Whatever the shape, the same activities, and what the input was taken for."""
    records = [record(id="1", item="9", source="mastodon"), record(kind="checkin", mood=4)]
    lines = piped("\n".join(map(json.dumps, records)))
    array = piped(json.dumps(records, indent=1))
    assert lines.activities == array.activities
    assert [activity.kind for activity in lines.activities] == [ActivityKind.VIEW, ActivityKind.CHECKIN]
    assert piped(json.dumps(records[0])).activities == lines.activities[:1]
    assert [(source.name, source.format, source.count) for source in array.sources] == [("-", "activities", 2)]


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("@Name@Host.example", Account(handle="name@host.example")),
        ("name@host.example", Account(handle="name@host.example")),
        ("acct:name@host.example", Account(handle="name@host.example")),
        ("did:plc:abc", Account(id="did:plc:abc")),
        ("https://host.example/@name", Account(url="https://host.example/@name")),
        ("name.bsky.social", Account(handle="name.bsky.social")),
    ],
)
def test_an_account_may_be_plain_text(text: str, account: Account) -> None:
    """A handle, a DID or an address."""
    assert one(record(account=text)).account == account
    assert one(record(account=account.model_dump(exclude_none=True))).account == account


@pytest.mark.parametrize("blank", ["", " ", "@"])
def test_a_blank_account_is_told(blank: str) -> None:
    """It is nobody."""
    assert told(piped(json.dumps(record(account=blank)))) == [(1, "is no activity: `account`: is blank")]


@pytest.mark.parametrize(
    ("duration", "seconds"),
    [("PT1M30S", 90), (90, 90), (0.5, 0.5), ("90", 90), ("1.5e1", 15), (0, 0), (86400, 86400), ("P1D", 86400)],
)
def test_a_duration_is_iso_8601_or_seconds(duration: object, seconds: float) -> None:
    """Also seconds that are written as text."""
    assert one(record(duration=duration)).duration == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("duration", "message"),
    [
        ("-1", "-1 seconds is less than nothing"),
        ("NaN", "is no length of time"),
        ("1e999", "is no length of time"),
        ("86401", "86401 seconds is longer than a day"),
        ('"PT25H"', "input should be less than or equal to 1 day"),
        ('"-PT1S"', "input should be greater than or equal to 0 seconds"),
        ('"soon"', "input should be a valid timedelta"),
        ("true", "is no length of time"),
    ],
)
def test_a_duration_that_cannot_be_is_told(duration: str, message: str) -> None:
    """That record is lost, the next one is read."""
    line = f'{{"kind": "view", "at": "{AT}", "duration": {duration}}}'
    reading = piped(f"{line}\n{json.dumps(record())}\n")
    assert len(reading.activities) == 1
    ((number, words),) = told(reading)
    assert number == 1
    assert words.startswith(f"is no activity: `duration`: {message}")


def test_an_instant_without_an_offset_is_the_reader_s() -> None:
    """It is told once a file, however many there are."""
    reading = piped(
        "\n".join(json.dumps(record(at=at)) for at in ("2026-05-08T08:00", "2026-05-08 08:00:00", AT)), BERLIN
    )
    assert [activity.at for activity in reading.activities] == [SIX] * 3
    assert [note.message for note in reading.notes] == ["2 instants have no offset and counted as Europe/Berlin's"]
    assert reading.problems == ()


def test_without_a_zone_such_an_instant_is_a_problem() -> None:
    """Which instant it is cannot be known."""
    reading = piped("\n".join(json.dumps(record(at=at)) for at in ("2026-05-08T08:00", AT)))
    assert len(reading.activities) == 1
    assert told(reading) == [
        (1, "is no activity: `at`: `2026-05-08T08:00` has no offset, and the reader's time zone is not known")
    ]


@pytest.mark.parametrize(
    ("at", "instant"),
    [
        ("2026-05-08", datetime(2026, 5, 7, 22, tzinfo=UTC)),
        ("2026-03-29T02:30", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("2026-10-25T02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-05-08T08:00:00+02", SIX),
        ("2026-05-08T08:00:00.000+0200", SIX),
        ("2026-05-08T06:00:00z", SIX),
        ("2026-05-08T05:59:60Z", SIX),
    ],
)
def test_instants_as_people_write_them(at: str, instant: datetime) -> None:
    """Days, gaps and folds of the clock, short offsets, a leap second."""
    assert one(record(at=at), BERLIN).at == instant


def test_the_future_is_kept() -> None:
    """It counts once its time has come."""
    assert one(record(at="2999-01-01T00:00:00Z")).at.year == 2999


def test_an_instant_beyond_the_calendar_is_told() -> None:
    """The year 1 in Berlin began before the year 1."""
    reading = piped(json.dumps(record(at="0001-01-01T00:00:00")), BERLIN)
    assert "lies outside the years 1 to 9999" in told(reading)[0][1]


def test_what_is_no_activity_is_told_with_its_line() -> None:
    """Broken JSON, unknown kinds and fields, other values; everything else goes in."""
    reading = piped(f'{{"kind": "nap", "at": "{AT}"}}\nnonsense\n[1]\n\n{{"kind": "view", "at": "{AT}", "x": 1}}\n7\n')
    problems = told(reading)
    assert [number for number, _ in problems] == [1, 2, 3, 5, 6]
    assert problems[0][1].startswith("is no activity: `kind`: ")
    assert problems[1][1].startswith("is no activity: no JSON: ")
    assert problems[2][1] == "activity 1: is no activity: no object"
    assert problems[3][1].startswith("is no activity: `x`: ")


def test_what_is_something_else_is_told() -> None:
    """A feed, prose, an empty list; a file that is empty yet is no mistake."""
    assert told(piped("<rss><channel></channel></rss>")) == [(None, "is markup, and no activities")]
    assert "neither JSON nor a table" in told(piped("buy milk"))[0][1]
    assert told(piped("[]")) == [(None, "holds no activities")]
    assert piped("") == piped(" \n\n")
    assert piped("").problems == ()


def test_many_problems_are_counted() -> None:
    """The first are told singly."""
    reading = piped("nonsense\n" * 5 + "{}\n", limits=ReadLimits(problems=3))
    assert [words for _, words in told(reading)][-1] == "has 3 more problems like these"


def test_control_characters_do_not_reach_messages() -> None:
    """They are replaced, and a message is one line."""
    ((_, words),) = told(piped(json.dumps(record(at="\x1b[31m\nred"))))
    assert words.isprintable()


TABLE = """\
at,kind,duration,item,account,source,mood,id
2026-05-08T06:00:00Z,view,90,9,@a@b.example,mastodon,,1
2026-05-08T06:00:00Z,checkin,,,,,4,
"""


@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_in_its_forms(between: str, encoding: str, end: str) -> None:
    """Separators, encodings and ends of lines are found out."""
    reading = piped(TABLE.replace(",", between).replace("\n", end).encode(encoding))
    assert reading.problems == ()
    assert reading.activities == (
        Activity(
            id="1",
            kind=ActivityKind.VIEW,
            at=SIX,
            duration=timedelta(seconds=90),
            item="9",
            account=Account(handle="a@b.example"),
            source="mastodon",
        ),
        Activity(kind=ActivityKind.CHECKIN, at=SIX, mood=4),
    )
    assert [(source.format, source.count) for source in reading.sources] == [("table of activities", 2)]


def test_columns_that_are_not_read_are_told_once() -> None:
    """Names of columns are read whatever their case; others are named in a note, and nothing is a problem."""
    reading = piped(f"Kind;AT;Device;battery\nview;{AT};phone;3\nview;{AT};phone;4\n")
    assert len(reading.activities) == 2
    assert [note.message for note in reading.notes] == ["columns that are not read: `device`, `battery`"]
    assert reading.problems == ()


def test_a_bad_row_is_told_with_its_line() -> None:
    """Lines count also where a cell runs over several; blank lines and short rows are no mistake."""
    reading = piped(f'kind,at,item\nnap,{AT},1\n\n"view",{AT},"two\nlines"\nview,soon,3\nview,{AT}\nview,{AT},4,5\n')
    assert [activity.item for activity in reading.activities] == ["two\nlines", None]
    problems = told(reading)
    assert [number for number, _ in problems] == [2, 6, 8]
    assert problems[2][1] == "has 4 cells, and the first line names 3"


def test_a_quote_that_is_not_closed_is_told() -> None:
    """With how far what it swallowed goes; what stood before it is read."""
    reading = piped(f'kind,at\nview,{AT}\nview,"{AT}\nview,{AT}\n')
    assert len(reading.activities) == 1
    assert told(reading) == [(3, "is no row: a quote is opened and not closed (lines 3 to 4 are lost)")]


def test_a_column_named_twice_is_told() -> None:
    """Which of the two counts cannot be known."""
    assert told(piped(f"kind,at,at\nview,{AT},{AT}\n")) == [(1, "has more than one column `at`")]


def test_a_line_without_end_is_told() -> None:
    """It is not held in memory, and the rest is read."""
    reading = piped(f"kind,at\nview,{AT}{' ' * 5000}\nview,{AT}\n", limits=ReadLimits(line_bytes=1000))
    assert len(reading.activities) == 1
    assert told(reading) == [(2, "is longer than 1,000 bytes")]


def test_files_and_folders(tmp_path: Path) -> None:
    """In the order given; what is not there is told."""
    (tmp_path / "a.csv").write_text(TABLE)
    (tmp_path / "b.jsonl").write_text(json.dumps(record()) + "\n")
    reading = read_activities([tmp_path, tmp_path / "gone", ""], zone=None)
    assert [source.count for source in reading.sources] == [2, 1]
    assert [problem.message.partition(":")[0] for problem in reading.problems] == ["cannot be read", "is an empty name"]
    assert [problem.message for problem in read_activities(["-", "-"], zone=None, stdin=io.BytesIO()).problems] == [
        "can be read only once"
    ]


ACTIVITIES = st.builds(
    Activity,
    id=st.none() | st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=5),
    kind=st.sampled_from(ActivityKind),
    at=st.integers(0, 2**40).map(lambda millis: SIX + timedelta(milliseconds=millis)),
    duration=st.none() | st.timedeltas(timedelta(0), LONGEST),
    item=st.none() | st.sampled_from(["1", "https://a.example/1?x=1;2,3", 'a "b"', "line\nline", "ä"]),
    account=st.none() | st.builds(Account, handle=st.sampled_from(["a@b.example", "name.bsky.social"])),
    source=st.none() | st.sampled_from(["mastodon", "rss"]),
    mood=st.none() | st.integers(1, 5),
)


@given(st.lists(ACTIVITIES, min_size=1))
def test_what_is_written_is_read(activities: list[Activity]) -> None:
    """Activities as JSON Lines, as an array and as a table come back as they were."""
    dumps = [activity.model_dump(mode="json", exclude_none=True) for activity in activities]
    assert piped("\n".join(map(json.dumps, dumps)) + "\n").activities == tuple(activities)
    assert piped(json.dumps(dumps)).activities == tuple(activities)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(Activity.model_fields))
    writer.writeheader()
    writer.writerows({**dump, "account": _plain(dump)} for dump in dumps)
    reading = piped(text.getvalue())
    assert reading.problems == ()
    assert reading.activities == tuple(activities)


def _plain(dump: dict[str, Any]) -> str:
    return str(dump["account"]["handle"]) if "account" in dump else ""


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: f"kind,at\n{text}".encode()))
def test_whatever_comes_nothing_is_raised(data: bytes) -> None:
    """Any bytes are read, or told."""
    reading = piped(data, BERLIN)
    assert isinstance(reading, ActivityReading)
