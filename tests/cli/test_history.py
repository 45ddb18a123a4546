"""`feedcurate history` gives the reader what is stored, and takes out what they want out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def _item(number: int, handle: str, day: int) -> str:
    return json.dumps(
        {
            "id": str(number),
            "source": "s",
            "author": {"handle": handle},
            "text": "x",
            "published": f"2026-05-{day:02}T09:00Z",
        }
    )


@pytest.fixture
def database(tmp_path: Path, run: Run) -> str:
    """The name of a database with three posts of two accounts and a view of one."""
    lines = [_item(1, "a@x.example", 1), _item(2, "a@x.example", 5), _item(3, "b@x.example", 9)]
    (tmp_path / "posts.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "acts.jsonl").write_text('{"kind": "view", "at": "2026-05-05T10:00Z", "item": "2"}', encoding="utf-8")
    assert run("import", "posts.jsonl", "acts.jsonl", "--history", "me.db").exit_code == 0
    return "me.db"


def _kept(run: Run, database: str) -> list[str]:
    records = [json.loads(line) for line in run("history", "export", database).stdout.splitlines()]
    return sorted(record["item"]["id"] for record in records if "item" in record)


def test_what_was_exported_can_be_restored(run: Run, database: str) -> None:
    """Into another database, which then exports the same; again it is all known."""
    assert run("history", "export", database, "-o", "out.jsonl").exit_code == 0
    assert run("history", "restore", "other.db", "out.jsonl").exit_code == 0
    assert run("history", "export", "other.db").stdout == run("history", "export", database).stdout
    assert run("history", "restore", "other.db", "out.jsonl").stdout.startswith("0 new")


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        (["--account", "@a@x.example"], ["3"]),
        (["--until", "2026-05-05"], ["2", "3"]),
        (["--until", "2026-05-05T23:00"], ["3"]),
        (["--from", "2026-05-05", "--until", "2026-05-08"], ["1", "3"]),
        (["--account", "a@x.example", "--from", "2026-05-03"], ["1", "3"]),
        (["--everything"], []),
    ],
)
def test_what_is_erased_is_gone(run: Run, database: str, options: list[str], kept: list[str]) -> None:
    """And nothing else is."""
    done = run("history", "erase", database, *options, "--yes")
    assert done.exit_code == 0
    assert done.stdout.startswith(f"erased {3 - len(kept)} post")
    assert _kept(run, database) == kept


def test_erasing_asks_first(run: Run, database: str) -> None:
    """A no, or no answer at all, leaves everything where it is."""
    for answer in ("n\n", ""):
        assert run("history", "erase", database, "--everything", stdin=answer).exit_code != 0
        assert _kept(run, database) == ["1", "2", "3"]
    assert run("history", "erase", database, "--everything", stdin="y\n").exit_code == 0
    assert _kept(run, database) == []


@pytest.mark.parametrize(
    ("options", "said"),
    [([], "say what to erase"), (["--everything", "--account", "@a"], "leaves nothing for the other options")],
)
def test_what_to_erase_has_to_be_said(run: Run, database: str, options: list[str], said: str) -> None:
    """Neither everything by accident nor two things at once."""
    done = run("history", "erase", database, *options, "--yes")
    assert (done.exit_code, said in done.stderr) == (2, True)


def test_a_broken_export_restores_nothing(run: Run, database: str, tmp_path: Path) -> None:
    """All or nothing, with the line that cannot be read."""
    (tmp_path / "bad.jsonl").write_text(
        '{"item": {"id": "9", "source": "s", "published": "2026-05-01T09:00:00Z"}}\nnot json\n', encoding="utf-8"
    )
    done = run("history", "restore", database, "bad.jsonl")
    assert (done.exit_code, "bad.jsonl:2: is no record of an export" in done.stderr) == (2, True)
    assert _kept(run, database) == ["1", "2", "3"]


def test_what_is_no_database_is_told(run: Run, tmp_path: Path) -> None:
    """Without a traceback."""
    (tmp_path / "text.db").write_text("hello", encoding="utf-8")
    done = run("history", "export", "text.db")
    assert done.exit_code == 2
    assert "text.db" in done.stderr
