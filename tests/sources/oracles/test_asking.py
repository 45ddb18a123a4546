"""How the oracles are asked: nothing of theirs is run, and a wrong answer is noticed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedcurate.model.account import Account
from feedcurate.model.item import Item, Media, MediaKind
from tests.sources.oracles.expectations import expectation
from tests.sources.oracles.facts import COMPARISONS, Fact, is_reached
from tests.sources.oracles.mapping import FEEDPARSER, GOFEED
from tests.sources.oracles.visible import seen

ITEM = Item(
    id="https://a.example/#7",
    url="https://a.example/7",
    author=Account(name="Ann"),
    title="A & B",
    text="It rose.\n\nTwice.",
    tags=("bread",),
    published=datetime(2004, 1, 1, 19, 48, 21, tzinfo=UTC),
    media=(Media(kind=MediaKind.IMAGE, url="https://a.example/a.png"),),
)


def said(expect: str) -> list[tuple[str, object]]:
    """The paths and values of an expression."""
    found = expectation(f"<!--\nDescription: x\nExpect: {expect}\n-->\n<feed/>")
    return [(leaf.path, leaf.value) for leaf in found.leaves]


def test_the_values_of_an_expectation_are_read_as_literals() -> None:
    """Paths in brackets, with dots and with `get`; several at once; texts that are put together."""
    assert said("not bozo and entries[0]['title'] == 'a' + 'b' and entries[1].link == u'c'") == [
        ("entries.title", "ab"),
        ("entries.link", "c"),
    ]
    assert said("feed.get('title') == entries[0]['x'] == 'y'") == [("feed.title", "y"), ("entries.x", "y")]
    assert said("entries[0]['d'] == (2004, 1, 1)") == [("entries.d", (2004, 1, 1))]
    assert said("entries[0]['links'][0] == {'rel': 'via', 'href': 'z'}") == [
        ("entries.links.rel", "via"),
        ("entries.links.href", "z"),
    ]


@pytest.mark.parametrize(
    "expect", ["__import__('os').abort()", "entries[0]['x'] == open('/etc/passwd').read()", "1", "(", "x[f()] == 'a'"]
)
def test_nothing_of_an_expectation_is_run(expect: str) -> None:
    """What is no comparison with a literal says nothing."""
    assert said(expect) == []


def test_headers_are_read_from_the_comment() -> None:
    """A file says how it is to be served."""
    assert expectation("<!--\nHeader: Content-Type: text/xml\nExpect: 1\n-->").headers == {"content-type": "text/xml"}


@pytest.mark.parametrize(
    ("name", "value", "wrong"),
    [
        ("title", "A &amp; <b>B</b>", "A &amp; C"),
        ("text", "<p>It rose.</p> <p>Twice.</p><script>x</script>", "<p>It rose.</p>"),
        ("author", "a@a.example (Ann)", "a@a.example (Bo)"),
        ("id", "7", "8"),
        ("url", "/7", "/8"),
        ("tags", "#bread", "rye"),
        ("published", (2004, 1, 1, 19, 48, 21, 3, 1, 0), (2004, 1, 1, 19, 48, 22, 3, 1, 0)),
        ("published", "2004-01-01T19:48:21.5Z", "2004-01-02T19:48:21Z"),
        ("media", "a.png", "b.png"),
    ],
)
def test_a_value_is_reached_and_a_wrong_one_is_not(name: str, value: object, wrong: object) -> None:
    """Else the share would say nothing."""
    assert is_reached(Fact("f", "p", 0, name, value, base="https://a.example/"), (ITEM,))
    assert not is_reached(Fact("f", "p", 0, name, wrong, base="https://a.example/"), (ITEM,))
    assert not is_reached(Fact("f", "p", 1, name, value, base="https://a.example/"), (ITEM,))


def test_every_field_that_the_mapping_names_can_be_compared() -> None:
    """A rule begins with the name of a field, or is one of those by circumstance."""
    circumstances = {"links by rel", "links by stated rel", "feed links by rel", "feed links by stated rel"}
    circumstances |= {"tag without a label", "first author", "first author.url"}
    for rule in {*FEEDPARSER.values(), *GOFEED.values()}:
        name = rule.partition(" in ")[0]
        assert name in circumstances or name.partition(" ")[0] in COMPARISONS, rule


def test_what_html_shows_is_told_without_the_package() -> None:
    """Text, links and pictures; nothing of scripts."""
    found = seen("<p>a <a href='b'>c</a><img src='d'/><script>e</script><iframe src='f'/>g")
    assert (found.text, found.links, found.pictures) == ("a cg", ["b"], ["d"])
