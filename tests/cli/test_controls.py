"""No control character of a post, a rule file or a file's name reaches the terminal, by whatever command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from feedcurate.model.item import Item
from tests.cli.conftest import Run
from tests.cli.feed import NOW
from tests.outputs.controls import CONTROLS

_LAYOUT = {"\n"}
_ALL = "".join(CONTROLS)


def evil(name: str) -> str:
    """A text of every control character, and some that people write."""
    return f"{name} {_ALL}\x1b]0;owned\x07\x1b[2J end"


def post() -> dict[str, Any]:
    """A post in which every field of text is evil."""
    account = {field: evil(field) for field in ("id", "handle", "name", "bio", "url", "source")}
    return {
        **{field: evil(field) for field in ("id", "source", "url", "community", "title", "text", "language", "thread")},
        "author": account,
        "via": {"id": evil("via"), "account": account, "at": "2026-05-08T07:00:00Z"},
        "mentions": [account],
        "tags": [evil("tag")],
        "in_reply_to": {"id": evil("reply"), "author": account},
        "quote": {"id": evil("quote"), "text": evil("quoted"), "author": account},
        "media": [{"url": evil("media"), "alt": evil("alt")}],
        "links": [
            {
                "url": evil("link"),
                "site": evil("site"),
                "title": evil("card"),
                "description": evil("card"),
                "provider": evil("by"),
            }
        ],
        "poll": {"options": [{"text": evil("option")}]},
        "labels": [{"source": evil("labeller"), "value": evil("label")}],
        "feed": evil("feed"),
        "folder": evil("folder"),
    }


RULES = """\
set timezone: "UTC"
topic every: /owned/, "end"
rule look "A \u202etitle"
    when post mentions every
      or post.title = "x" or post.community = "x" or post.language = en or post.thread = "x" or post.feed = "x"
      or author.name = "x" or author.bio = "x" or reposter.name = "x" or post.url = "x" or post.quote.text = "x"
      or any(post.media where media.alt mentions every) or any(post.links where link.title mentions every)
      or any(post.poll.options where option.text mentions every)
    then ACTION, note "{post.title} {author.name}", because "{post.text} {author.bio} {post.language}"
rule watched shadow
    when post mentions every
    then hide, because "{post.title}"
feed
    at least 1 in 1 when author in {@a@b.example}
"""


def test_the_post_is_evil_in_every_field_of_text() -> None:
    """A field that is new in the model has to be added above."""
    given = post()
    texts = {
        name
        for name, field in Item.model_fields.items()
        if "str" in str(field.annotation) and name not in ("signals", "source")
    }
    assert texts - {"summary"} <= given.keys()
    assert Item.model_validate(given).text == given["text"]


@pytest.mark.parametrize("action", ["hide", 'collapse "{post.text}"', "keep", "block", "label l"])
@pytest.mark.parametrize("arguments", [["run"], ["run", "--explain"], ["explain"]])
def test_no_post_controls_a_terminal(arguments: list[str], action: str, run: Run, tmp_path: Path) -> None:
    """Whatever happens to it, in every form, on both streams; what was found is still told."""
    (tmp_path / "my.curate").write_text(RULES.replace("ACTION", action), encoding="utf-8")
    (tmp_path / "evil.jsonl").write_text(json.dumps(post()) + "\n")
    forms = ["text", "json"] if arguments == ["explain"] else ["table", "json", "jsonl"]
    for form in forms:
        done = run(arguments[0], "my.curate", "evil.jsonl", *arguments[1:], "--format", form, "--now", NOW)
        assert done.exit_code == 0, done.stderr
        assert "owned" in done.stdout
        assert not (set(done.stdout + done.stderr) - _LAYOUT) & set(CONTROLS)
        if form == "jsonl":
            assert json.loads(done.stdout)["id"] == evil("id")


def test_ids_to_choose_from_control_no_terminal(run: Run, tmp_path: Path) -> None:
    """Also where two posts make `explain` list them, and where one is asked for that is not there."""
    (tmp_path / "my.curate").write_text(RULES.replace("ACTION", "hide"), encoding="utf-8")
    (tmp_path / "evil.jsonl").write_text("".join(json.dumps({**post(), "id": evil(name)}) + "\n" for name in "ab"))
    for options in ([], ["--post", evil("c")]):
        done = run("explain", "my.curate", "evil.jsonl", *options)
        assert done.exit_code == 2
        assert "owned" in done.stderr
        assert not (set(done.stdout + done.stderr) - _LAYOUT) & set(CONTROLS)


@pytest.mark.parametrize("control", [control for control in CONTROLS if control != "\x00"])
def test_no_rule_file_controls_a_terminal(control: str, run: Run, tmp_path: Path) -> None:
    """In a word, a text, a comment, a name: what `check` and `run` draw of it is harmless."""
    for text in (
        f"rule a{control}b when post is ad then hide\n",
        f'rule a when post mentions "x{control}y" and post.nothing then hide\n',
        f"-- {control}\nrule a when post is odd then hide -- {control}\n",
        f'set timezone: "U{control}C"\nuse "a{control}b.curate"\n',
    ):
        (tmp_path / "my.curate").write_text(text, encoding="utf-8", newline="")
        for form in ("text", "json"):
            done = run("check", "my.curate", "--format", form)
            assert not (set(done.stdout + done.stderr) - _LAYOUT) & set(CONTROLS)
        done = run("run", "my.curate", "my.curate")
        assert not (set(done.stdout + done.stderr) - _LAYOUT) & set(CONTROLS)


def test_no_argument_controls_a_terminal(run: Run, tmp_path: Path) -> None:
    """Neither the text of `try` nor its options, nor names of files."""
    (tmp_path / "my.curate").write_text(RULES.replace("ACTION", "hide"), encoding="utf-8")
    texts = [evil("text").replace("\x00", "")]
    for arguments in (
        ["try", "my.curate", *texts, "--title", *texts, "--author", *texts, "--tag", *texts, "--url", *texts],
        ["try", "my.curate", "x", "--set", *texts],
        ["try", "my.curate", "x", "--set", f"community={texts[0]}"],
        ["run", "my.curate", *texts],
        ["run", *texts, "x"],
        ["check", *texts],
        ["fmt", *texts],
        ["help", *texts],
        texts,
        ["run", "my.curate", "x", "--now", *texts],
        ["run", "my.curate", "x", "--timezone", *texts],
    ):
        done = run(*arguments)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        assert not (set(done.stdout + done.stderr) - _LAYOUT) & set(CONTROLS), arguments


def test_a_file_whose_name_is_evil_controls_no_terminal(run: Run, tmp_path: Path) -> None:
    """A feed or a rule file may be called anything that the system allows."""
    (tmp_path / "my.curate").write_text(RULES.replace("ACTION", "hide"), encoding="utf-8")
    name = evil("feed").replace("\x00", "").replace("/", "")[:60]
    (tmp_path / name).write_text(json.dumps(post()) + "\nnonsense\n")
    for arguments in (["run", "my.curate", name], ["run", "my.curate", "."], ["check", name], ["fmt", name]):
        done = run(*arguments)
        assert not (set(done.stdout + done.stderr) - _LAYOUT) & set(CONTROLS), arguments
