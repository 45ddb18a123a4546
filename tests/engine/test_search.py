from __future__ import annotations

import unicodedata

import pytest
from attrs import evolve
from hypothesis import event, given
from hypothesis import strategies as st

import feedcurate as fc
from feedcurate.engine.evidence import evidence
from feedcurate.matching.automaton import Matcher
from feedcurate.matching.tokens import TokenText
from feedcurate.model.account import Account
from feedcurate.model.decision import Evidence
from feedcurate.model.facts import Facts
from feedcurate.model.item import Item, Link, Media, Option, Poll, Via
from tests.engine.build import post, reading, truth

SAYS = "summer body"
DIET = 'topic diet: #fitspo, "summer body", /\\bkcal\\b/i except "waiting list"'
"""A topic with a phrase, a hashtag, a regular expression and an exception."""


def found(condition: str, item: Item, before: str = "", facts: Facts | None = None) -> list[Evidence]:
    """The words that a condition found in a post."""
    program = fc.loads(f"{before}\nrule it when {condition} then hide").program
    return list(evidence(reading(program, item, facts or Facts()), program.rules[0].when))


def everywhere(words: str) -> dict[str, Item]:
    """Posts that say some words in one place each, by the path of that place."""
    quoted = post(id="2", text=words, media=(Media(alt=words),))
    return {
        "title": post(title=words),
        "summary": post("", summary=words),
        "text": post(words),
        "media[1].alt": post("", media=(Media(), Media(alt=words))),
        "links[0].title": post("", links=(Link(title=words),)),
        "links[0].description": post("", links=(Link(description=words),)),
        "poll.options[1].text": post("", poll=Poll(options=(Option(), Option(text=words)))),
        "quote.text": post("", quote=quoted.model_copy(update={"media": None})),
        "quote.media[0].alt": post("", quote=quoted.model_copy(update={"text": None})),
        "quote.quote.title": post("", quote=post(id="2", quote=post(id="3", title=words))),
    }


@pytest.mark.parametrize("path", everywhere(SAYS))
def test_a_post_is_searched_wherever_a_reader_looks(path: str) -> None:
    """Each field a reader sees counts, and the evidence has its path and exact place."""
    item = everywhere(f"My {SAYS}!")[path]
    assert found(f'post mentions "{SAYS}"', item) == [
        Evidence(field=path, start=3, end=14, words="summer body", pattern="summer body")
    ]


def test_a_hashtag_of_the_posts_list_counts_as_written_there() -> None:
    """`tags` have no `#`; a tag is the hashtag, and its words."""
    item = post("", tags=("food", "SummerBody"))
    assert found("post mentions #summerbody", item) == [
        Evidence(field="tags[1]", start=0, end=10, words="SummerBody", pattern="#summerbody")
    ]
    assert truth('post mentions "summer body"', item) is True


def test_no_phrase_runs_from_one_field_into_the_next() -> None:
    """Two options of a poll are two texts."""
    options = (Option(text="summer"), Option(text="body"))
    assert truth('post mentions "summer body"', post("", title="summer", poll=Poll(options=options))) is False


def test_one_field_is_searched_alone() -> None:
    """`post.text mentions` looks at the text only, and is unknown where it is."""
    assert truth('post.text mentions "summer body"', post("x", title="summer body")) is False
    assert truth('post.text mentions "summer body"', post(title="summer body")) is None
    assert (
        found('post.quote.title mentions "body"', post(quote=Item(id="2", title="My body")))[0].field == "quote.title"
    )
    assert found('author.bio mentions "body"', post(author=Account(bio="My body")))[0].field == "author.bio"


def test_words_inside_a_list_are_cited_with_the_elements_place() -> None:
    """The evidence of `any(post.media where media.alt mentions …)` is the element that made it true."""
    item = post(media=(Media(alt="a cat"), Media(alt="a dog"), Media()))
    [one] = found('any(post.media where media.alt mentions "dog")', item)
    assert (one.field, one.start, one.end) == ("media[1].alt", 2, 5)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (post("summer body"), True),
        (post("Kcal"), True),
        (post("spring"), False),
        (post("summer body", title="waiting list"), False),
        (post("summer body", tags=("WaitingList",)), False),
        (post("kcal", quote=Item(id="2", text="on the waiting list")), False),
        (post(), None),
        (post(tags=("fitspo",)), None),
        (post(tags=("fitspo", "WaitingList")), False),
        (post(title="", tags=("fitspo",)), True),
        (post(media=(Media(alt="waiting list"),)), False),
    ],
)
def test_an_exception_anywhere_takes_a_topic_back(item: Item, expected: bool | None) -> None:
    """Without title and text nobody can say that the exception is not there, so a hit is unknown then."""
    assert truth("post mentions diet", item, before=DIET) is expected


def test_without_exceptions_a_hit_elsewhere_is_enough() -> None:
    """A hashtag is known to be there, whatever the unknown text says."""
    assert truth("post mentions #fitspo", post(tags=("fitspo",))) is True


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cure anxiety", True),
        ("summer body", True),
        ("summer body, waiting list", False),
        ("cure anxiety, summer body, waiting list", True),
        ("cure anxiety in a clinic", False),
        ("cure anxiety in a clinic that is closed", True),
        ("summer body in a clinic", True),
    ],
)
def test_an_included_topic_brings_its_own_exceptions_for_its_own_entries(text: str, expected: bool) -> None:
    """Exceptions of one topic say nothing on another's entries, and an exception's exceptions count."""
    before = f"""{DIET}
        topic closed: "closed"
        topic clinics: "clinic" except closed
        topic health: diet, "cure anxiety" except clinics
    """
    assert truth("post mentions health", post(text), before=before) is expected


def test_words_of_all_entries_are_cited_as_written() -> None:
    """Phrases by their place, then what regular expressions found."""
    item = post("Summer  body: 300 kcal, 200 KCAL", title="#FitSpo")
    assert [(e.field, e.words, e.pattern) for e in found("post mentions diet", item, DIET)] == [
        ("title", "#FitSpo", "#fitspo"),
        ("text", "Summer  body", "summer body"),
        ("text", "kcal", "/\\bkcal\\b/i"),
        ("text", "KCAL", "/\\bkcal\\b/i"),
    ]


def test_a_topic_taken_back_cites_the_exception() -> None:
    """Where a topic would have been mentioned but for an exception, the exception's words are the evidence."""
    item = post("summer body, on a waiting list")
    assert [e.words for e in found("post mentions diet", item, DIET)] == ["waiting list"]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (post("call 030"), True),
        (post("call me", media=(Media(alt="030"),)), True),
        (post("call me"), False),
        (post(), None),
        (post(tags=("030",)), True),
    ],
)
def test_a_regular_expression_looks_at_every_field(item: Item, expected: bool | None) -> None:
    """It is unknown only where title and text are and nothing else matches."""
    assert truth("post matches /0[0-9]+/", item) is expected


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (post("", mentions=(Account(handle="anna@x.example"),)), True),
        (post("", mentions=(Account(handle="berta@x.example"),)), False),
        (post("hi @anna@x.example!", mentions=()), True),
        (post("hi @anna", mentions=()), False),
        (post("hi", mentions=()), False),
        (post("hi"), None),
        (post("hi", mentions=(Account(name="Anna"),)), None),
        (post("", mentions=(), quote=Item(id="2", mentions=(Account(handle="anna@x.example"),))), True),
    ],
)
def test_a_post_names_an_account(item: Item, expected: bool | None) -> None:
    """By its own list of mentions, or in a text."""
    assert truth("post mentions @anna@x.example", item) is expected


def test_naming_me_is_unknown_where_nobody_said_who_that_is() -> None:
    """`post mentions me` needs `set me` or the host's word."""
    item = post("hi @anna@x.example", mentions=())
    assert truth("post mentions me", item) is None
    assert truth("post mentions me", item, Facts(me=("@anna@x.example",))) is True
    [one] = found("post mentions me", item, facts=Facts(me=("@anna@x.example",)))
    assert (one.field, one.words) == ("text", "@anna@x.example")


WORDS = ["Café", "İstanbul", "straße", "ダイエット", "naïve", "mindful", "100 kcal", "👩‍👩‍👧", "don’t"]


@given(
    words=st.lists(st.sampled_from([*WORDS, "and", "#DietTok", "—"]), max_size=6),
    patterns=st.lists(st.sampled_from(WORDS), min_size=1, max_size=3),
    upper=st.booleans(),
    form=st.sampled_from(["NFC", "NFD"]),
)
def test_nfc_nfd_and_case_are_the_same(words: list[str], patterns: list[str], upper: bool, form: str) -> None:
    """However text and file are encoded, and in whatever case, the same is found; a repost is its original."""
    text = " ".join(words)
    listed = ", ".join(f'"{pattern}"' for pattern in patterns)
    changed = unicodedata.normalize(form, text.upper() if upper and "ß" not in text else text)  # type: ignore[arg-type]  # a form by name
    condition = f"post mentions {{{listed}}}"
    plain = truth(condition, post(text))
    event(str(plain))
    assert truth(unicodedata.normalize("NFD", condition), post(changed)) is plain
    assert truth(condition, post(changed, via=Via(id="9", account=Account(name="Someone")))) is plain


@given(st.text(alphabet="aß é\u0301#_ダ👍🏽\u200d-'’.SB", max_size=30))
def test_evidence_is_the_fields_own_characters(text: str) -> None:
    """Every place cited is inside the field and is what the field says there."""
    patterns = ["a", "ß", "é", "ダ", "👍🏽", "#sb", "s", "b", "ss"]
    listed = ", ".join(p if p.startswith("#") else f'"{p}"' for p in patterns)
    cited = found(f"post mentions {{{listed}}}", post(text, title=text))
    event("some" if cited else "none")
    for one in cited:
        assert 0 <= one.start < one.end <= len(text)
        assert one.words == text[one.start : one.end]
        pattern = one.pattern if one.pattern.startswith("#") else f'"{one.pattern}"'
        assert truth(f"post mentions {pattern}", post(one.words)) is True


class Counting(Matcher):
    """A matcher that counts the texts it is asked about."""

    asked = 0

    def tokens(self, text: str) -> TokenText | None:
        """As ever, but counted."""
        Counting.asked += 1
        return super().tokens(text)


def test_each_text_is_scanned_once_however_many_topics_ask() -> None:
    """The scan is shared by all topics, by the whole post and by its single fields."""
    rules = "\n".join(
        f'rule r{i} when post mentions {{"word{i}", "other"}} or post.text mentions "x{i}" then hide' for i in range(20)
    )
    program = fc.loads(rules).program
    counted = reading(evolve(program, matcher=Counting(program.patterns)), post("a text", title="a title"))
    for rule in program.rules:
        counted.truth(rule.when)
    assert Counting.asked == 2
