"""A list that an example replaces is replaced wherever the rules use it."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedcurate.check.resolver import FolderResolver
from feedcurate.ruleset import examine_text
from feedcurate.trial import run_examples
from tests.trial.trying import passes

LISTS = """
set timezone: "UTC"
accounts close: @ann@a.example
accounts twin: @ann@a.example
accounts known: close, @cat@c.example
sites tabloids: tab.example
sites papers: tabloids, "good.example"
topic diets: "diet"
topic food: diets, "soup"
let nice = author in known
"""
BOB = "given accounts close: @bob@b.example"


@pytest.mark.parametrize(
    ("rule", "lines"),
    [
        ("rule it when author in close then hide", (BOB, "given post by @bob@b.example")),
        ("rule it when author in known then hide", (BOB, "given post by @bob@b.example")),
        ("rule it when nice then hide", (BOB, "given post by @bob@b.example")),
        ("rule it when author in {close, @dan@d.example} then hide", (BOB, "given post by @bob@b.example")),
        ("rule it when post mentions close then hide", (BOB, "given post with post mentions @bob@b.example")),
        ("rule it when reposter in known then hide", (BOB, "given post with reposter = @bob@b.example")),
        (
            "rule it when count(posts by author where author in known, 3 days) >= 2 then hide",
            (BOB, "given 2 posts by @bob@b.example over 1 day"),
        ),
        (
            "rule it when any(post.links where link.site in papers) then hide",
            ('given sites tabloids: "new.example"', 'given post with any(post.links where link.site = "new.example")'),
        ),
        ("rule it when post mentions food then hide", ('given topic diets: "cake"', 'given post saying "cake"')),
        ("rule it when post mentions diets then hide", ("given topic diets: #cake", "given post saying \"#cake\"")),
        ("rule it when post mentions diets then hide", ("given topic diets: /c.ke/", "given post saying \"cake\"")),
        (
            "rule it when author in close then hide",
            ("given accounts close: known", "given accounts known: @eve@e.example", "given post by @eve@e.example"),
        ),
    ],
)  # fmt: skip
def test_it_is_replaced_in_every_place(rule: str, lines: tuple[str, ...]) -> None:
    """In lists it is in, in `let`s, in sets, behind `mentions`, in windows; and without the line it is not."""
    rules = f"{LISTS}{rule}"
    if "close: known" in lines[0]:
        rules = rules.replace("known: close, ", "known: ")
    assert passes(rules, *lines, "expect hidden")
    assert passes(rules, lines[-1], "expect shown")


@pytest.mark.parametrize(
    ("listed", "lines"),
    [
        ("close", ("given post by close", BOB)),
        ("close", (BOB, "given post by known")),
        ("known", ("given accounts close: known", "given accounts known: @eve@e.example", "given post by close")),
    ],
)
def test_by_a_list_is_by_somebody_who_is_on_it_now(listed: str, lines: tuple[str, ...]) -> None:
    """Also through another list, and wherever the line stands that replaces it."""
    rules = LISTS.replace(
        "known: close, @cat@c.example", "known: close" if listed == "close" else "known: @cat@c.example"
    )
    assert passes(f"{rules}rule it when author in {listed} then hide", *lines, "expect hidden")


def test_nobody_is_on_an_empty_list(tmp_path: Path) -> None:
    """A post cannot be by somebody on it, and what to write is said."""
    (tmp_path / "nobody.txt").write_text("-- later\n")
    text = 'accounts nobody from "nobody.txt"\nexample "one" given post by nobody expect shown'
    [told] = examine_text(text, resolver=FolderResolver(tmp_path)).diagnostics
    assert (told.code, told.message) == ("E216", "nobody is on `nobody`")
    filled = text.replace("given post", "given accounts nobody: @ann@a.example given post")
    assert examine_text(filled, resolver=FolderResolver(tmp_path)).diagnostics == ()


def test_quotas_see_it_too() -> None:
    """The condition of a quota is one of the rules."""
    rules = f"{LISTS}feed at most 1 per day when author in close"
    lines = ("given post by @bob@b.example", "given post by @bob@b.example")
    assert passes(rules, BOB, *lines, "expect held")
    assert passes(rules, *lines, "expect shown")


def test_another_list_of_the_same_accounts_stays_as_it_is() -> None:
    """Lists that hold the same are still two lists."""
    rules = f"{LISTS}rule it when author in twin then hide\nrule and_it when author in close then label close"
    post = "given post by @ann@a.example"
    assert passes(rules, BOB, post, "expect hidden", "expect not labelled close")


def test_what_it_held_before_is_gone() -> None:
    """Replaced, and not added to; its own exceptions with it."""
    rules = 'topic t: "diet" except "recovery"\nrule it when post mentions t then hide'
    assert passes(rules, 'given topic t: "cake"', 'given post saying "diet"', "expect shown")
    assert passes(rules, 'given topic t: "cake"', 'given post saying "cake recovery"', "expect hidden")


def test_it_is_replaced_for_one_example_only() -> None:
    """The next one has the file's own list."""
    text = f"{LISTS}rule it when author in close then hide\n"
    text += f'example "one"\n{BOB}\ngiven post by @bob@b.example\nexpect hidden\n'
    text += 'example "two"\ngiven post by @bob@b.example\nexpect shown\n'
    ruleset = examine_text(text).ruleset
    assert ruleset is not None
    assert run_examples(ruleset).passed


def test_a_list_of_another_file_is_replaced_by_its_name(tmp_path: Path) -> None:
    """Behind the name that the file has here."""
    text = 'use "other.curate" as other\naccounts mine: @bob@b.example\n'
    text += 'example "one"\ngiven accounts other.close: mine\ngiven post by mine\nexpect hidden by other.it\n'
    (tmp_path / "other.curate").write_text("accounts close: @ann@a.example\nrule it when author in close then hide\n")
    found = examine_text(text, resolver=FolderResolver(tmp_path))
    assert found.diagnostics == ()
    assert found.ruleset is not None
    assert run_examples(found.ruleset).passed
