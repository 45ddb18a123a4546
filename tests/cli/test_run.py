"""`feedcurate run` curates feeds, says why, and keeps its exit status."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.cli.conftest import Run
from tests.cli.feed import NOW, POSTS, RULES, lines

TABLE = """\
in the feed (2)
1  6 h  @slowmind@mind.example  Breathe out longer than you breathe in.
        boosted 6 hours · labelled growth
        prefer_growth (author in growth)
2  2 h  The Harbour Courier     COUNCIL VOTES ON THE NEW BRIDGE · AND NOBODY SLEPT
        collapsed: Written in capitals
        less_shouting (post.shouting > 70%)

hidden (1)
   1 h  @gym@example.social     My summer body, week 2
        No comparison bait: comparison bait (“summer body” in text)

3 posts in: 1 shown, 1 collapsed, 1 hidden
"""


def records(done: Result) -> list[dict[str, Any]]:
    """The JSON Lines that were printed."""
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_table(run: Run, feed: tuple[Path, Path]) -> None:
    """The curated feed with a reason for every change."""
    done = run("run", *feed, "--now", NOW, "--format", "table")
    assert (done.exit_code, done.stdout) == (0, TABLE)


def test_every_input_is_named_with_its_format(run: Run, feed: tuple[Path, Path]) -> None:
    """On standard error, so that a pipe gets decisions only."""
    done = run("run", *feed, "--now", NOW)
    assert done.stderr == "home.jsonl: items, 3 posts\n"


def test_a_pipe_gets_json_lines_for_every_post(run: Run, feed: tuple[Path, Path]) -> None:
    """First the feed in its order, then the rest by source and id."""
    done = run("run", *feed, "--now", NOW)
    assert [(post["id"], post["outcome"], post["place"]) for post in records(done)] == [
        ("2", "shown", 1),
        ("3", "collapsed", 2),
        ("1", "hidden", None),
    ]
    (because,) = records(done)[2]["because"]
    assert because["reason"] == "comparison bait"
    assert because["clauses"][0]["evidence"][0]["words"] == "summer body"


def test_the_document_is_the_whole_curation(run: Run, feed: tuple[Path, Path]) -> None:
    """Posts, unmet quotas, shadow rules and problems in one object."""
    done = run("run", *feed, "--now", NOW, "--format", "json")
    document = json.loads(done.stdout)
    assert [post["id"] for post in document["posts"]] == ["2", "3", "1"]
    assert {"posts", "unmet", "shadow", "problems"} <= document.keys()


def test_explain_adds_what_every_rule_asked(run: Run, feed: tuple[Path, Path]) -> None:
    """In each line of JSON, and under each post of the table."""
    done = run("run", *feed, "--now", NOW, "--explain")
    rules = [rule["rule"] for rule in records(done)[0]["explanation"]["rules"]]
    assert rules == ["less_shouting", "no_comparison", "prefer_growth"]
    table = run("run", *feed, "--now", NOW, "--explain", "--format", "table").stdout
    assert "prefer_growth fired (my.curate:15:1)" in table
    assert table.count("prefer_growth did not fire") == 2


def test_standard_input_is_an_input(run: Run, feed: tuple[Path, Path]) -> None:
    """`-` gives the same decisions as the file."""
    rules, home = feed
    from_file = run("run", rules, home, "--now", NOW)
    from_pipe = run("run", rules, "-", "--now", NOW, stdin=lines(POSTS))
    assert from_pipe.stdout == from_file.stdout
    assert from_pipe.stderr == "-: items, 3 posts\n"


def test_a_folder_is_read_whole(run: Run, feed: tuple[Path, Path], tmp_path: Path) -> None:
    """A file in it that is no feed is a problem, told by name; the rest is curated and the status is 2."""
    folder = tmp_path / "feeds"
    folder.mkdir()
    (folder / "home.jsonl").write_text(lines(POSTS))
    (folder / "notes.txt").write_text("buy milk")
    done = run("run", feed[0], "feeds", "--now", NOW)
    assert done.exit_code == 2
    assert len(records(done)) == 3
    assert "could not read feeds/notes.txt: " in done.stderr


def test_what_could_not_be_read_is_told_in_every_form(run: Run, feed: tuple[Path, Path]) -> None:
    """A section of the table, a key of the document, a line on standard error."""
    arguments = ["run", *feed, "nowhere.xml", "--now", NOW]
    table = run(*arguments, "--format", "table")
    assert table.exit_code == 2
    assert "could not be read\nnowhere.xml: " in table.stdout
    document = run(*arguments, "--format", "json")
    assert [problem["source"] for problem in json.loads(document.stdout)["problems"]] == ["nowhere.xml"]
    assert "could not read nowhere.xml: " in document.stderr


def test_rules_with_errors_curate_nothing(run: Run, feed: tuple[Path, Path], tmp_path: Path) -> None:
    """The errors on standard error, nothing on standard output, status 1."""
    (tmp_path / "my.curate").write_text(RULES.replace("post.shouting", "post.shuting"))
    done = run("run", *feed, "--now", NOW)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "my.curate:8:15" in done.stderr
    assert done.stderr.endswith("1 error\n")


def test_warnings_are_told_and_stop_nothing(run: Run, feed: tuple[Path, Path], tmp_path: Path) -> None:
    """On standard error, with their number."""
    (tmp_path / "my.curate").write_text(
        RULES.replace('set timezone: "UTC"', "rule early when now.time < 09:00 then label early")
    )
    done = run("run", *feed, "--now", NOW)
    assert done.exit_code == 0
    assert len(records(done)) == 3
    assert "1 warning\n" in done.stderr


@pytest.mark.parametrize(
    ("rules", "status"), [("nowhere.curate", 2), ("folder", 2), ("binary.curate", 1), ("latin.curate", 1)]
)
def test_rules_that_are_none_are_told(
    rules: str, status: int, run: Run, feed: tuple[Path, Path], tmp_path: Path
) -> None:
    """Missing, a folder, no text, no UTF-8: a message with the name, and no post is touched."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "binary.curate").write_bytes(bytes(range(256)))
    (tmp_path / "latin.curate").write_bytes("-- für mich\n".encode("latin-1"))
    done = run("run", rules, feed[1], "--now", NOW)
    assert (done.exit_code, done.stdout) == (status, "")
    assert rules in done.stderr


def test_now_without_an_offset_is_the_reader_s(run: Run, feed: tuple[Path, Path], tmp_path: Path) -> None:
    """Ten in Berlin is eight in UTC; the option's zone wins over the rules'."""
    (tmp_path / "my.curate").write_text(
        RULES + "rule early when now.time < 09:00 then label early\nrule late when now.time >= 09:00 then label late\n"
    )

    def labels(*options: str) -> object:
        return records(run("run", *feed, *options))[1]["labels"][0]

    assert labels("--now", NOW) == "early"
    assert labels("--now", "2026-05-08T08:00") == "early"
    assert labels("--now", NOW, "--timezone", "Europe/Berlin") == "late"
    assert labels("--now", "2026-05-08T08:00", "--timezone", "Europe/Berlin") == "early"


def test_without_now_it_is_the_clock_s(run: Run, feed: tuple[Path, Path], tmp_path: Path) -> None:
    """The posts of May 2026 are over a day old, or lie ahead: never younger than an hour."""
    (tmp_path / "my.curate").write_text(
        'set timezone: "UTC"\nrule old when now.date > 2026-05-08 or now.date < 2026-05-07 then label another_day\n'
    )
    assert [post["labels"] for post in records(run("run", *feed))] == [["another_day"]] * 3


def test_own_posts_are_those_of_me(run: Run, feed: tuple[Path, Path]) -> None:
    """An account of the reader's is never hidden."""
    done = run("run", *feed, "--now", NOW, "--me", "@gym@example.social")
    assert {post["id"]: post["outcome"] for post in records(done)}["1"] == "shown"


def test_what_was_seen_before_counts(run: Run, feed: tuple[Path, Path], tmp_path: Path) -> None:
    """A post that the history and a view say was seen today uses up a place of the day."""
    (tmp_path / "my.curate").write_text('set timezone: "UTC"\nfeed at most 2 per day\n')
    before = {"id": "9", "source": "mastodon", "text": "Good morning", "published": "2026-05-08T05:00:00Z"}
    view = {"kind": "view", "at": "2026-05-08T06:00:00Z", "item": "9"}
    (tmp_path / "before.jsonl").write_text(lines([before]))
    (tmp_path / "did.jsonl").write_text(lines([view]) + "\n")

    def placed(*options: str) -> int:
        done = run("run", *feed, "--now", NOW, *options)
        assert done.exit_code == 0
        return sum(post["place"] is not None for post in records(done))

    assert placed() == 2
    assert placed("--history", "before.jsonl") == 2
    assert placed("--history", "before.jsonl", "--activities", "did.jsonl") == 1


def test_an_activity_that_is_none_is_told_with_its_line(run: Run, feed: tuple[Path, Path], tmp_path: Path) -> None:
    """The others count, the posts are curated, the status is 2."""
    (tmp_path / "did.jsonl").write_text('{"kind": "view", "at": "2026-05-08T06:00:00Z"}\n{"kind": "nap"}\nnonsense\n')
    done = run("run", *feed, "--now", NOW, "--activities", "did.jsonl")
    assert done.exit_code == 2
    assert len(records(done)) == 3
    assert "could not read did.jsonl:2: is no activity: `kind`: " in done.stderr
    assert "could not read did.jsonl:3: is no activity: " in done.stderr


@pytest.mark.parametrize(
    ("option", "said"),
    [("--history", "is a database of another program"), ("--activities", "`me.db` is a database")],
)
def test_a_database_of_something_else_is_told(
    option: str, said: str, run: Run, feed: tuple[Path, Path], tmp_path: Path
) -> None:
    """Nothing is read from it, and nothing written into it."""
    with sqlite3.connect(tmp_path / "me.db") as database:
        database.execute("create table items (id text)")
    database.close()
    before = (tmp_path / "me.db").read_bytes()
    done = run("run", *feed, "--now", NOW, option, "me.db")
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    assert (tmp_path / "me.db").read_bytes() == before


def test_a_database_takes_up_what_is_curated(run: Run, feed: tuple[Path, Path]) -> None:
    """It is made where there is none, and the next run looks back on what this one decided."""
    first = run("run", *feed, "--now", NOW, "--history", "me.db")
    assert first.exit_code == 0
    assert "note: me.db begins now" in first.stderr
    kept = [json.loads(line) for line in run("history", "export", "me.db").stdout.splitlines()]
    [batch] = [record["batch"] for record in kept if "batch" in record]
    assert sorted(one["id"] for one in batch["decisions"]) == sorted(one["id"] for one in records(first))
    assert "begins now" not in run("run", *feed, "--now", NOW, "--history", "me.db").stderr


def test_a_misspelt_history_is_no_new_one(run: Run, feed: tuple[Path, Path], tmp_path: Path) -> None:
    """A name that no database has begins none."""
    done = run("run", *feed, "--now", NOW, "--history", "post.jsonl")
    assert (done.exit_code, "there is no file `post.jsonl`" in done.stderr) == (2, True)
    assert not (tmp_path / "post.jsonl").exists()


def test_the_output_may_go_to_a_file(run: Run, feed: tuple[Path, Path], tmp_path: Path) -> None:
    """The same bytes as on standard output, which stays empty; a table there has no colours."""
    printed = run("run", *feed, "--now", NOW)
    written = run("run", *feed, "--now", NOW, "-o", "out.jsonl")
    assert (written.exit_code, written.stdout) == (0, "")
    assert (tmp_path / "out.jsonl").read_text() == printed.stdout
    run("run", *feed, "--now", NOW, "-o", "out.txt", "--format", "table")
    assert (tmp_path / "out.txt").read_text() == TABLE


def test_an_output_that_cannot_be_written_is_told(run: Run, feed: tuple[Path, Path]) -> None:
    """The system's reason, and status 2."""
    done = run("run", *feed, "--now", NOW, "-o", "nowhere/out.jsonl")
    assert done.exit_code == 2
    assert "cannot write `nowhere/out.jsonl`: No such file or directory" in done.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--timezone", "Europe/Berln"], "there is no time zone `Europe/Berln`: did you mean `Europe/Berlin`"),
        (["--timezone", "../etc/passwd"], "there is no time zone `../etc/passwd`: names look like `Europe/Berlin`"),
        (["--now", "tomorrow"], "`tomorrow` is no instant: write it like `2026-05-08T08:00:00Z`"),
        (["--format", "yaml"], "'yaml' is not one of"),
    ],
)
def test_wrong_usage_is_told(options: list[str], message: str, run: Run, feed: tuple[Path, Path]) -> None:
    """Status 2, with what to write instead."""
    done = run("run", *feed, *options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr


def test_an_empty_feed_is_a_problem_not_a_crash(run: Run, feed: tuple[Path, Path], tmp_path: Path) -> None:
    """Nothing in, nothing out, status 2, in every form."""
    (tmp_path / "empty.jsonl").write_text("")
    for form, told in (("table", "0 posts in\n"), ("json", '"posts": []'), ("jsonl", "")):
        done = run("run", feed[0], "empty.jsonl", "--now", NOW, "--format", form)
        assert done.exit_code == 2
        assert told in done.stdout
