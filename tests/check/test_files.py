"""`use` and `from`: other files, their names, and what is set in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedcurate.program.program import Program
from feedcurate.syntax.nodes import Mode
from tests.check.checking import codes_in, conditions, in_folder

WORDS = 'topic dieting: "diet"\naccounts close: @a@x.example\nlet limit = 20 minutes\n'


def _program(folder: Path, files: dict[str, str]) -> Program:
    examined = in_folder(folder, files)
    assert examined.diagnostics == ()
    assert examined.ruleset is not None
    return examined.ruleset.program


def test_the_names_of_a_used_file_join_those_of_this_one(tmp_path: Path) -> None:
    """Without `as`, lists, `let`s and rules stand beside its own."""
    main = 'use "words.curate"\nrule r when post mentions dieting and author in close then hide'
    assert [rule.name for rule in _program(tmp_path, {"main.curate": main, "words.curate": WORDS}).rules] == ["r"]


def test_the_names_of_a_file_used_as_something_stand_behind_it(tmp_path: Path) -> None:
    """With `as`, a name of the file is written behind the file's name, and is no other way known."""
    good = 'use "words.curate" as w\nrule r when post mentions w.dieting and post.reading_time > w.limit then hide'
    assert codes_in(tmp_path, {"main.curate": good, "words.curate": WORDS}) == []
    bad = 'use "words.curate" as w\nrule r when post mentions dieting and author in w.clos then hide'
    assert codes_in(tmp_path, {"main.curate": bad, "words.curate": WORDS}) == ["E101", "E101"]


def test_names_may_be_the_same_in_files_used_as_something(tmp_path: Path) -> None:
    """Behind different names nothing clashes; joined they do, and both places are shown."""
    apart = 'use "a.curate" as a\nuse "b.curate" as b\nrule r when post mentions {a.t, b.t} then hide'
    lists = {"a.curate": 'topic t: "x"', "b.curate": 'topic t: "y"'}
    assert codes_in(tmp_path, {"main.curate": apart} | lists) == []
    joined = in_folder(tmp_path, {"main.curate": 'use "a.curate"\nuse "b.curate"'} | lists)
    (clash,) = joined.diagnostics
    assert clash.code == "E110"
    assert {clash.span.source.name, clash.labels[0].span.source.name} == {
        str(tmp_path / "a.curate"),
        str(tmp_path / "b.curate"),
    }


def test_a_file_used_twice_counts_once(tmp_path: Path) -> None:
    """Over two ways, under two names, and under two spellings of its path."""
    files = {
        "main.curate": 'use "words.curate"\nuse "./words.curate"\nuse "other.curate"\nuse "words.curate" as w\n'
        "rule r when post mentions dieting and post mentions w.dieting then hide",
        "other.curate": 'use "words.curate"\nrule s when post mentions dieting then hide',
        "words.curate": WORDS + "rule quiet when post is repost then hide",
    }
    assert sorted(rule.name for rule in _program(tmp_path, files).rules) == ["quiet", "r", "s"]


def test_files_may_use_each_other(tmp_path: Path) -> None:
    """A file is a set of statements, so two that need each other are no circle."""
    files = {
        "main.curate": 'use "other.curate"\nuse "main.curate"\ntopic a: "x"\nrule r when post mentions b then hide',
        "other.curate": 'use "main.curate"\ntopic b: "y", a',
    }
    assert codes_in(tmp_path, files) == []


def test_definitions_in_a_circle_of_files_are_a_circle(tmp_path: Path) -> None:
    """What is made of itself stays so over two files."""
    files = {
        "main.curate": 'use "other.curate" as o\nlet a = o.b',
        "other.curate": 'use "main.curate" as m\nlet b = m.a',
    }
    assert codes_in(tmp_path, files) == ["E112"]


def test_a_used_file_starts_from_its_own_folder(tmp_path: Path) -> None:
    """Its own `use` and `from` are relative to where it stands."""
    files = {
        "main.curate": 'use "more/words.curate" as w\nrule r when author in w.close then hide',
        "more/words.curate": 'use "people.curate"\ntopic t from "lists/t.txt"',
        "more/people.curate": "accounts close: @a@x.example",
        "more/lists/t.txt": "diet\n",
    }
    assert codes_in(tmp_path, files) == []


def test_the_mistakes_of_used_files_are_told_in_their_own_files(tmp_path: Path) -> None:
    """With the path as the user would open it, and with those of the main file."""
    found = in_folder(tmp_path, {"main.curate": 'use "w.curate"\nrule r when nobody then hide', "w.curate": "let a ="})
    assert [(d.code, d.span.source.name) for d in found.diagnostics] == [
        ("E101", str(tmp_path / "main.curate")),
        ("E041", str(tmp_path / "w.curate")),
    ]


def test_names_shown_for_rules_do_not_depend_on_the_order_of_use(tmp_path: Path) -> None:
    """A file that is reached over several ways has the shortest of its names."""
    lines = ['use "a.curate" as a', 'use "b.curate" as b']
    files = {"a.curate": 'use "b.curate" as deep', "b.curate": "rule quiet when post is repost then hide"}
    names = [
        [rule.name for rule in _program(tmp_path, {"main.curate": "\n".join(order)} | files).rules]
        for order in (lines, lines[::-1])
    ]
    assert names == [["b.quiet"], ["b.quiet"]]


# --- Setting what is in a used file ---------------------------------------------------------------

BALANCE = (
    "let limit = 20 minutes\nlet twice = limit * 2\nrule late when post.reading_time > twice then hide\n"
    "rule loud when post.shouting > 50% then hide\n"
)


@pytest.mark.parametrize("lines", [("limit: 1 hour", "twice: 3 hours"), ("twice: 3 hours", "limit: 1 hour")])
def test_a_let_of_a_used_file_can_be_set(tmp_path: Path, lines: tuple[str, str]) -> None:
    """What is made of it changes with it, and the order of the lines does not matter."""
    sets = "\n".join(f"set b.{line}" for line in lines)
    made = {
        "main.curate": f'use "b.curate" as b\n{sets}\nrule r when post.reading_time > b.limit then hide',
        "b.curate": BALANCE,
    }
    plain = {
        "main.curate": 'use "b.curate" as b\nrule r when post.reading_time > b.limit then hide',
        "b.curate": BALANCE.replace("20 minutes", "1 hour").replace("limit * 2", "3 hours"),
    }
    assert conditions(_program(tmp_path / "made", made)) == conditions(_program(tmp_path / "plain", plain))


def test_a_let_made_of_one_that_is_set_follows_it(tmp_path: Path) -> None:
    """Setting the limit sets what the file makes of it."""
    made = {"main.curate": 'use "b.curate" as b\nset b.limit: 1 hour', "b.curate": BALANCE}
    plain = {"main.curate": 'use "b.curate" as b', "b.curate": BALANCE.replace("20 minutes", "1 hour")}
    assert conditions(_program(tmp_path / "made", made)) == conditions(_program(tmp_path / "plain", plain))


def test_a_rule_of_a_used_file_can_be_turned_off_or_made_a_shadow(tmp_path: Path) -> None:
    """Off is as good as not there; a shadow is evaluated and changes nothing."""
    main = 'use "b.curate" as b\nset b.late: off\nset b.loud: shadow'
    rules = _program(tmp_path, {"main.curate": main, "b.curate": BALANCE}).rules
    assert [(rule.name, rule.mode) for rule in rules] == [("b.loud", Mode.SHADOW)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("set b.limit: 1 hour", []),
        ("set b.limit: 20", ["E173"]),
        ("set b.limit: 30%", ["E173"]),
        ("set b.limit: 1 hour, 2 hours", ["E170"]),
        ("set b.limits: 1 hour", ["E174"]),
        ("set b.late: on", ["E170"]),
        ("set b.late: 3 hours", ["E170"]),
        ("set c.limit: 1 hour", ["E174"]),
        ("set b.limit: 1 hour\nset b.limit: 1 hour", []),
        ("set b.limit: 1 hour\nset b.limit: 2 hours", ["E171"]),
        ("set b.late: off\nset b.late: shadow", ["E171"]),
    ],
)
def test_what_is_set_in_a_used_file_is_there_and_of_its_kind(tmp_path: Path, line: str, said: list[str]) -> None:
    """A `let` takes a value of its kind, a rule `off` or `shadow`; equal settings are fine, different ones are not."""
    assert codes_in(tmp_path, {"main.curate": f'use "b.curate" as b\n{line}', "b.curate": BALANCE}) == said


# --- Lists from files -----------------------------------------------------------------------------


def test_a_list_file_has_an_entry_a_line(tmp_path: Path) -> None:
    """Blank lines and comments aside; quotes are allowed and not needed, and protect what looks like a comment."""
    files = {
        "main.curate": 'topic t from "t.txt" except "soup diet"\naccounts a from "a.txt"\nsites s from "s.txt"\n'
        "rule r when post mentions t and author in a and any(post.links where link.site in s) then hide",
        "t.txt": '-- words\n\nsummer body -- in spring\n"before -- and after"\n#fitspo\n/\\bbmi -- x\\b/i\n',
        "a.txt": "@a@x.example\n  did:plc:abc123  -- moved\nhttps://www.youtube.com/@b\n",
        "s.txt": "tabloid.example -- all of it\nnews.example/gossip\n",
    }
    program = _program(tmp_path, files)
    assert {p.source for p in program.patterns} == {"summer body", "before -- and after", "fitspo", "soup diet"}
    assert [(r.source, r.ignore_case) for r in program.regexes] == [("\\bbmi -- x\\b", True)]
    assert program.site_sets[0].sites == {"tabloid.example", "news.example/gossip"}
    (accounts,) = program.account_sets
    assert accounts.handles == {"a@x.example"}
    assert accounts.ids == {"did:plc:abc123"}


@pytest.mark.parametrize(
    ("kind", "line", "code"),
    [
        ("accounts", "my sister", "E149"),
        ("accounts", "@a@x.example, @b@x.example", "E164"),
        ("accounts", "@a@x.example,", "E164"),
        ("sites", "my site", "E150"),
        ("sites", "x.example,", "E164"),
        ("topic", '"a", "b"', "E164"),
        ("topic", "#a, #b", "E164"),
        ("topic", "!!!", "E140"),
        ("topic", "*diet", "E141"),
        ("topic", "https://x.example", "E142"),
        ("topic", "/a(/", "E146"),
        ("topic", "x" * 1001, "E148"),
        ("topic", "C++", "W202"),
    ],
)
def test_a_bad_line_of_a_list_file_is_underlined_there(tmp_path: Path, kind: str, line: str, code: str) -> None:
    """The file, the line and the words are those of the list file."""
    found = in_folder(tmp_path, {"main.curate": f'{kind} x from "x.txt"', "x.txt": f"-- head\n\n  {line}\n"})
    (said,) = found.diagnostics
    assert (said.code, said.span.text, said.span.source.position(said.span.start)) == (code, line, (3, 3))
    assert said.span.source.name == str(tmp_path / "x.txt")


def test_a_list_file_that_is_something_else_is_not_told_line_by_line(tmp_path: Path) -> None:
    """Whoever names the wrong file hears of the first lines, not of a thousand."""
    found = codes_in(tmp_path, {"main.curate": 'accounts x from "x.txt"', "x.txt": "no account\n" * 1000})
    assert found == ["E149"] * 20


def test_a_list_file_may_be_of_any_line_ends(tmp_path: Path) -> None:
    """Files from Windows and old ones count the same lines, with or without a byte order mark."""
    (tmp_path / "x.txt").write_bytes("\ufeff@a@x.example\r\n@b@x.example\r\n".encode())
    program = _program(tmp_path, {"main.curate": 'accounts x from "x.txt"\nrule r when author in x then hide'})
    assert program.account_sets[0].handles == {"a@x.example", "b@x.example"}


def test_a_list_of_sites_may_contain_one_of_a_used_file(tmp_path: Path) -> None:
    """`press.tabloids` looks like a site, and is the list of the file that is used as `press`."""
    use = 'use "press.curate" as press\nsites shut: press.tabloids, rumour.example\n'
    main = f"{use}rule r when post.site in shut then hide"
    program = _program(tmp_path, {"my.curate": main, "press.curate": "sites tabloids: gasp.example"})
    assert {site for sites in program.site_sets for site in sites.sites} == {"gasp.example", "rumour.example"}
