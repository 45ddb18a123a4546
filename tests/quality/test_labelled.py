"""The labelled posts are what `quality/README.md` says of them, in every language."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain

import pytest

from quality.labelled import LANGUAGES, Labelled, label_names, labelled, read, subjects
from tests.quality.alike import alike

# The five packs whose labels hide, block or collapse; a mistake of theirs costs the reader a post.
STRICT = {"comparison", "health_claims", "support", "clutter", "news_diet"}
TRANSLATED = {"comparison", "health_claims", "support"}
HASHTAG = re.compile(r"(?<![\w&/#])#(\w*[^\W\d]\w*)")
ADDRESS = re.compile(r"https?://([^/\s]+)")
NUMBER = re.compile(r"\b\d+\b")

language = pytest.mark.parametrize("language", LANGUAGES)


def text_of(post: Labelled) -> str:
    """What a reader reads first."""
    return "\n".join(part for part in (post.item.title, post.item.summary, post.item.text) if part)


def counts(language: str) -> tuple[Counter[str], Counter[str]]:
    """How many posts have each label, and how many only look like having it."""
    posts = labelled(language)
    given = Counter(label for post in posts for label in post.labels)
    return given, Counter(label for post in posts for label in post.near)


def strict_labels(packs: set[str]) -> list[str]:
    """The labels of these packs, sorted."""
    return sorted(label for label in label_names() if label.split(".")[0] in packs)


@language
def test_every_line_has_its_place_in_the_set(language: str) -> None:
    """Its id says language, subject and line; its language is the folder's."""
    for path in subjects(language):
        for number, post in enumerate(read(path), 1):
            assert post.item.id == f"{language}-{path.stem}-{number:03}"
            assert post.item.language is not None
            assert post.item.language.split("-")[0] == language, post.item.id


@language
def test_every_label_has_a_meaning(language: str) -> None:
    """Labels are those of the page, in order and once; none is given and denied at a time."""
    for post in labelled(language):
        for names in (post.labels, post.near):
            assert list(names) == sorted(set(names)), post.item.id
            assert label_names().issuperset(names), post.item.id
        assert not set(post.labels) & set(post.near), post.item.id


@language
def test_every_judgement_has_its_reason(language: str) -> None:
    """A reason is there, and says `hard: ` exactly where the post looks like what it is not."""
    for post in labelled(language):
        assert post.why.removeprefix("hard: ").strip(), post.item.id
        assert post.why.startswith("hard: ") == bool(post.near), post.item.id


@language
def test_the_hashtags_of_a_text_are_its_tags(language: str) -> None:
    """Posts come as the sources give them, and these give hashtags in both places."""
    for post in labelled(language):
        seen = {tag.casefold() for tag in post.item.tags or ()}
        assert seen >= {tag.casefold() for tag in HASHTAG.findall(post.item.text or "")}, post.item.id


@language
def test_no_address_is_anyones(language: str) -> None:
    """Accounts and links are under `.example`, which nobody can own."""
    for post in labelled(language):
        places = ADDRESS.findall(text_of(post))
        places += chain.from_iterable(ADDRESS.findall(link.url or "") for link in post.item.links or ())
        if post.item.author and post.item.author.handle:
            places.append(post.item.author.handle)
        assert all(place.endswith(".example") for place in places), post.item.id


@language
def test_no_number_stands_where_harm_is_talked_of(language: str) -> None:
    """Weights, doses and counts could instruct; a post that draws into harm shows none."""
    for post in labelled(language):
        if any(label.startswith("support.") for label in post.labels):
            assert not NUMBER.search(text_of(post)), post.item.id


def test_no_two_texts_are_nearly_alike() -> None:
    """No pair shares a fifth of the shorter one's runs of five words: none was made from another, nor from a form."""
    texts = {post.item.id: text_of(post) for language in LANGUAGES for post in labelled(language)}
    assert not list(alike(texts, bound=0.2))


def test_likeness_is_noticed() -> None:
    """The measure that the test above rests on finds a form that was filled in twice, and leaves chance alone."""
    form = "win a {} today, all you have to do is follow us and tag two friends before sunday"
    texts = {"a": form.format("bike"), "b": form.format("kettle"), "c": "tag two friends? I have only the one"}
    assert list(alike(texts, bound=0.2)) == [("a", "b")]


@language
def test_a_language_has_enough_of_each_label(language: str) -> None:
    """At least 640 posts in English, 150 elsewhere, and 25 or 8 for each label of the packs that speak the language."""
    packs, least, posts = (STRICT, 25, 640) if language == "en" else (TRANSLATED, 8, 150)
    given, denied = counts(language)
    assert len(labelled(language)) >= posts
    for label in strict_labels(packs):
        assert given[label] >= least, label
        assert denied[label] >= least, label


def test_english_has_as_many_hard_negatives_as_positives() -> None:
    """For each label that can hide, block or collapse, a post that has it is met by one that only looks like it."""
    given, denied = counts("en")
    for label in strict_labels(STRICT):
        assert denied[label] >= given[label], label


def test_english_has_every_label() -> None:
    """No label of the page is without its dozen."""
    given, _ = counts("en")
    assert {label for label in label_names() if given[label] < 12} == set()


def test_ordinary_posts_are_there_too() -> None:
    """Some English posts have no label and look like none, as most of a feed does."""
    assert sum(not post.labels and not post.near for post in labelled("en")) >= 40
