"""Hypothesis strategies that rooms share: trees of rule files, with every kind of node and with comments.

A tree is generated and printed, never a text from the grammar: what the printer writes is what the parser must read.
Trees are valid as syntax and mean nothing; `tests/properties` generates rules that check.
"""

from __future__ import annotations

from datetime import date, time
from functools import cache
from typing import Any
from unicodedata import is_normalized, normalize

from hypothesis import strategies as st

from feedcurate.syntax import nodes
from feedcurate.syntax.comments import comment_text
from feedcurate.syntax.literals import LONGEST, SECONDS
from feedcurate.syntax.nodes import (
    ArithmeticOp,
    Claim,
    ClaimKind,
    Comments,
    CompareOp,
    Expr,
    File,
    ListKind,
    LogicOp,
    Mode,
    Name,
    TextLit,
    Unit,
)
from feedcurate.syntax.reserved import RESERVED

_INFIX_WORDS = {"by", "of"}
"""Words that are operators inside a call and names elsewhere; a tree that uses them as both cannot be written."""

_COMMON = ("post", "author", "likes", "balance", "late", "now", "a", "once", "day", "posts", "views", "over", "with")
_FOREIGN = ("größe", "नाम", "ชื่อ", "名前", "имя", "اسم", "x_1", "é")


@cache
def identifiers() -> st.SearchStrategy[str]:
    """Words that may be names: common ones, contextual keywords among them, and others of any script."""
    letters = st.characters(codec="utf-8", categories=["L"])
    anything = st.builds(
        str.__add__, letters, st.text(st.characters(codec="utf-8", categories=["L", "Nd", "Mn"]), max_size=4)
    )
    composed = anything.map(lambda word: normalize("NFC", word))
    return st.sampled_from(_COMMON + _FOREIGN) | composed.filter(_is_free)


def _is_free(word: str) -> bool:
    return word.isidentifier() and is_normalized("NFC", word) and word not in RESERVED | _INFIX_WORDS


@cache
def texts() -> st.SearchStrategy[TextLit]:
    """Texts with whatever characters a text may hold."""
    return st.builds(
        TextLit, st.text(max_size=12) | st.sampled_from(["summer body", 'a "b" \\', "\n\t\x07", "日本 {x}"])
    )


@cache
def names() -> st.SearchStrategy[Name]:
    """Bare words."""
    return st.builds(Name, identifiers())


@cache
def values() -> st.SearchStrategy[Name | TextLit]:
    """What may follow `is` and `has`."""
    return names() | texts()


@cache
def paths() -> st.SearchStrategy[Name | nodes.Attribute]:
    """A name, or one behind the name of a pack; behind a dot reserved words are names."""
    return names() | st.builds(nodes.Attribute, names(), identifiers() | st.sampled_from(sorted(RESERVED)))


# --- Literals ---------------------------------------------------------------------------------------------


@cache
def numbers() -> st.SearchStrategy[nodes.NumberLit]:
    """Any finite double."""
    return st.builds(nodes.NumberLit, st.integers(-10_000, 10_000).map(float) | _doubles())


@cache
def counts() -> st.SearchStrategy[nodes.NumberLit]:
    """Numbers without a sign, as quotas have them."""
    return st.builds(nodes.NumberLit, st.integers(0, 100).map(float))


@cache
def shares() -> st.SearchStrategy[nodes.ShareLit]:
    """Any share."""
    return st.builds(nodes.ShareLit, st.integers(-200, 200).map(float) | _doubles())


@cache
def durations() -> st.SearchStrategy[nodes.DurationLit]:
    """Durations of up to 100 years."""
    whole = st.builds(nodes.DurationLit, st.integers(-50, 50).map(float), st.sampled_from(Unit))
    exact = st.builds(nodes.DurationLit, st.floats(-100, 100), st.sampled_from(Unit))
    return (whole | exact).filter(lambda node: abs(node.amount) * SECONDS[node.unit] <= LONGEST)


@cache
def clocks() -> st.SearchStrategy[nodes.ClockLit]:
    """Times of day, to the second."""
    return st.builds(nodes.ClockLit, st.builds(time, st.integers(0, 23), st.integers(0, 59), st.integers(0, 59)))


@cache
def dates() -> st.SearchStrategy[nodes.DateLit]:
    """Any date."""
    return st.builds(nodes.DateLit, st.dates(date(1, 1, 1), date(9999, 12, 31)))


@cache
def ranges() -> st.SearchStrategy[nodes.RangeLit]:
    """Two ends of a kind, the smaller first where there is a smaller one."""

    def two(ends: st.SearchStrategy[Any], key: Any = None) -> st.SearchStrategy[nodes.RangeLit]:
        pairs = st.tuples(ends, ends)
        ordered = pairs.map(lambda pair: tuple(sorted(pair, key=key))) if key else pairs
        return ordered.map(lambda pair: nodes.RangeLit(*pair))

    return st.one_of(
        two(numbers(), lambda node: node.value),
        two(shares(), lambda node: node.percent),
        two(durations(), lambda node: node.amount * SECONDS[node.unit]),
        two(dates(), lambda node: node.value),
        two(clocks()),
        two(names()),
    )


@cache
def hashtags() -> st.SearchStrategy[nodes.HashtagLit]:
    """Hashtags of any script; some start with a digit."""
    return st.builds(nodes.HashtagLit, identifiers() | identifiers().map(lambda word: f"2026{word}"))


@cache
def accounts() -> st.SearchStrategy[nodes.AccountLit]:
    """Accounts in every form they are written in without quotes."""
    host = st.sampled_from(
        ["mastodon.social", "example.com", "xn--bcher-kva.example", "bücher.example", "localhost:3000"]
    )
    local = st.from_regex(r"[a-z0-9_][a-z0-9_.-]{0,8}[a-z0-9_]", fullmatch=True).filter(lambda word: ".." not in word)
    handle = st.builds("@{}@{}".format, local, host) | local.map(lambda word: f"@{word}")
    did = st.sampled_from(["did:plc:z72i7hdynmk6r22z27h6tvur", "did:web:example.com%3A8443:u:bob"])
    return st.builds(nodes.AccountLit, handle | did | st.just("@name.bsky.social"))


@cache
def sites() -> st.SearchStrategy[nodes.SiteLit]:
    """Domains, some with a path, a port or other letters."""
    known = ["example.com", "neowin.net/deals", "9gag.com", "use.com", "bücher.example", "xn--p1ai.example:8080/a-b"]
    return st.builds(nodes.SiteLit, st.sampled_from(known))


@cache
def regexes() -> st.SearchStrategy[nodes.RegexLit]:
    """Regular expressions, with slashes in them that must be escaped; no writer escapes one in the tree."""
    pieces = st.sampled_from(["a", "b ", "/", r"\d", r"\\", "[a-z]", "(x|y)", r"\.", "日", '"', "--", "{2}"])
    return st.builds(nodes.RegexLit, st.lists(pieces, min_size=1, max_size=5).map("".join), st.booleans())


@cache
def _doubles() -> st.SearchStrategy[float]:
    return st.floats(allow_nan=False, allow_infinity=False)


# --- Expressions ------------------------------------------------------------------------------------------


@cache
def quantities() -> st.SearchStrategy[Expr]:
    """What a rule's action may be given."""
    return st.one_of(numbers(), shares(), durations(), clocks(), dates())


@cache
def leaves() -> st.SearchStrategy[Expr]:
    """Expressions with none below them."""
    return st.one_of(
        names(),
        names(),
        texts(),
        quantities(),
        ranges(),
        hashtags(),
        accounts(),
        regexes(),
        st.builds(nodes.This, identifiers()),
        st.builds(nodes.Labelled, values()),
        st.builds(nodes.Fires, paths()),
    )


@cache
def expressions(max_leaves: int = 4) -> st.SearchStrategy[Expr]:
    """Conditions and values of every kind, whether they make sense or not."""
    return st.recursive(leaves(), _grown, max_leaves=max_leaves)


def _grown(below: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    operands = st.lists(below, min_size=2, max_size=3).map(tuple)
    attribute = identifiers() | st.sampled_from(sorted(RESERVED))
    return st.one_of(
        st.builds(nodes.Logic, st.sampled_from(LogicOp), operands),
        st.builds(nodes.Not, below),
        st.builds(nodes.Implies, below, below),
        st.builds(nodes.Compare, st.sampled_from(CompareOp), below, below),
        st.builds(nodes.In, below, below, st.booleans()),
        st.builds(nodes.Mentions, below, below),
        st.builds(nodes.Matches, below, below),
        st.builds(nodes.Is, below, values(), st.booleans()),
        st.builds(nodes.Has, below, values()),
        st.builds(nodes.Between, below, below, below),
        st.builds(nodes.Arithmetic, st.sampled_from(ArithmeticOp), below, below),
        st.builds(nodes.SetLit, st.lists(below, min_size=1, max_size=3).map(tuple)),
        st.builds(nodes.Attribute, below, attribute),
        st.builds(
            nodes.Call,
            identifiers(),
            _call_sources(below),
            st.none() | below,
            st.lists(below, max_size=2).map(tuple),
        ),
    )


def _call_sources(below: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    by = st.builds(nodes.By, below, below)
    of = st.builds(nodes.Of, below | by, below | by)
    return st.one_of(below, by, of, st.builds(nodes.Of, below, of))


@cache
def conditions() -> st.SearchStrategy[Expr]:
    """What may follow `when`."""
    return expressions() | st.just(nodes.Always())


# --- Statements -------------------------------------------------------------------------------------------


@cache
def comments() -> st.SearchStrategy[Comments]:
    """Usually none; else lines before, some of them blank, and one behind."""
    line = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), max_size=8).map(comment_text)
    before = st.lists(line | st.just(nodes.BLANK), max_size=3).map(tuple)
    return st.just(nodes.NO_COMMENTS) | st.just(nodes.NO_COMMENTS) | st.builds(Comments, before, st.none() | line)


def entries(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[nodes.Entry, ...]]:
    """The entries of a list."""
    return st.lists(st.builds(nodes.Entry, values, comments=comments()), min_size=1, max_size=4).map(tuple)


_ENTRY_VALUES: dict[ListKind, st.SearchStrategy[Any]] = {
    ListKind.ACCOUNTS: st.one_of(accounts(), texts(), paths()),
    ListKind.SITES: st.one_of(sites(), texts(), names()),
    ListKind.TOPIC: st.one_of(texts(), hashtags(), regexes(), paths(), st.builds(nodes.LikeLit, st.text(max_size=5))),
}


@cache
def lists() -> st.SearchStrategy[nodes.List]:
    """Lists of every kind, here or in a file."""
    here = [
        st.builds(nodes.List, st.just(kind), names(), entries(value), comments=comments())
        for kind, value in _ENTRY_VALUES.items()
    ]
    topic = st.builds(
        nodes.List,
        st.just(ListKind.TOPIC),
        names(),
        entries(_ENTRY_VALUES[ListKind.TOPIC]),
        exceptions=entries(_ENTRY_VALUES[ListKind.TOPIC]),
        comments=comments(),
    )
    file = st.builds(nodes.List, st.sampled_from(ListKind), names(), file=texts(), comments=comments())
    return st.one_of(*here, topic, file)


@cache
def actions() -> st.SearchStrategy[nodes.Action]:
    """Actions of every form; which verb takes which is not the syntax's business."""
    verbs = st.builds(Name, st.sampled_from(["hide", "boost", "label", "suggest", "pause", "because"]))
    words = st.none() | st.builds(Name, st.sampled_from(["sad", "unverified", "नाम"]))
    noted: dict[str, Any] = {"comments": comments()}
    values = st.none() | texts() | quantities()
    return st.one_of(
        st.builds(nodes.Action, verbs, words, st.booleans(), values, **noted),
        st.builds(nodes.Action, verbs, st.none(), st.just(True), names(), **noted),
        st.builds(nodes.Action, st.just(Name("suggest")), st.just(Name("snooze")), st.just(False), names(), **noted),
    )


@cache
def rules() -> st.SearchStrategy[nodes.Rule]:
    """Rules with every part, or without."""
    moments = st.none() | st.builds(nodes.Moment, dates(), st.none() | clocks())
    return st.builds(
        nodes.Rule,
        names(),
        conditions(),
        st.lists(actions(), min_size=1, max_size=3).map(tuple),
        st.none() | texts(),
        st.none() | names(),
        moments,
        moments,
        st.sampled_from(Mode),
        comments=comments(),
        when_comments=comments(),
    )


@cache
def quotas() -> st.SearchStrategy[nodes.Quota]:
    """Every kind of quota."""
    keys = names() | st.just(Name("feed"))
    numbers = counts() | names()
    limited: dict[str, Any] = {"comments": comments()}
    return st.one_of(
        st.builds(nodes.AtLeast, numbers, numbers, conditions(), **limited),
        st.builds(nodes.AtMost, numbers, numbers, conditions(), **limited),
        st.builds(nodes.InARow, numbers, keys, st.none() | conditions(), **limited),
        st.builds(nodes.Per, numbers, names() | durations(), st.none() | keys, st.none() | conditions(), **limited),
        st.builds(nodes.Once, keys, st.none() | names() | durations(), **limited),
        st.builds(nodes.OrderBy, names(), **limited),
    )


@cache
def example_lines() -> st.SearchStrategy[nodes.ExampleLine]:
    """Every kind of line of an example."""
    details = st.lists(expressions(3), max_size=2).map(tuple)
    whom = st.none() | accounts() | texts()
    saying = st.none() | texts()
    noted: dict[str, Any] = {"comments": comments()}
    windows = st.one_of(st.none(), names(), st.builds(nodes.This, identifiers()), durations())
    given_lists = [
        st.builds(nodes.GivenList, st.just(kind), paths(), entries(value), **noted)
        for kind, value in _ENTRY_VALUES.items()
    ]
    posts = st.builds(
        nodes.GivenPosts, whom | names(), saying, details, st.none() | counts(), st.none() | durations(), **noted
    )
    bare = st.builds(nodes.Expect, names(), st.booleans(), word=st.none() | texts(), by=st.none() | paths(), **noted)
    labelled = st.builds(
        nodes.Expect, st.just(Name("labelled")), st.booleans(), word=values(), by=st.none() | paths(), **noted
    )
    of = st.builds(
        nodes.Expect, names(), st.booleans(), names(), whom, st.none() | values(), st.none() | paths(), **noted
    )
    return st.one_of(
        st.builds(nodes.At, st.builds(nodes.Moment, dates(), st.none() | clocks()), **noted),
        *given_lists,
        posts,
        st.builds(nodes.GivenViews, durations(), whom, windows, **noted),
        st.builds(nodes.GivenDraft, saying, details, **noted),
        bare,
        labelled,
        of,
    )


@cache
def statements() -> st.SearchStrategy[nodes.Statement]:
    """Every kind of statement."""
    noted: dict[str, Any] = {"comments": comments()}
    settings = st.lists(expressions(3) | names(), min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(nodes.Use, texts(), st.none() | names(), **noted),
        st.builds(nodes.Set, paths(), settings, **noted),
        st.builds(nodes.Signal, names(), names(), **noted),
        lists(),
        st.builds(nodes.Let, names(), expressions(), **noted),
        rules(),
        st.builds(nodes.Feed, st.lists(quotas(), min_size=1, max_size=3).map(tuple), **noted),
        st.builds(nodes.Example, texts(), st.lists(example_lines(), min_size=1, max_size=4).map(tuple), **noted),
        st.builds(Claim, st.sampled_from(ClaimKind), texts(), expressions(), **noted),
    )


@cache
def programs(min_size: int = 0, max_size: int = 5) -> st.SearchStrategy[File]:
    """Whole files: any statements in any order, with comments around and between them."""
    end = comments().map(lambda found: found.before)
    return st.builds(File, st.lists(statements(), min_size=min_size, max_size=max_size).map(tuple), end_comments=end)
