"""How many elements of a list are named: enough for every condition that is asked of it, and no more."""

from __future__ import annotations

import pytest

from feedcurate.proof.lists import MOST, Lists, asked_of
from feedcurate.proof.terms import TRUE, Term, Value
from feedcurate.proof.theory import Theory
from feedcurate.ruleset import loads


def _element(path: str, present: Term) -> Value:
    return Value(present, TRUE, path=path)


@pytest.mark.parametrize(("asked", "named"), [(0, 1), (1, 2), (3, 4), (MOST, MOST + 1), (MOST + 1, MOST + 1)])
def test_a_list_names_one_element_for_each_condition_and_one_more(asked: int, named: int) -> None:
    """Each condition has an element that decides it; of conditions beyond the most, the elements are left open."""
    lists = Lists(Theory(), {"media": tuple(range(asked))})
    assert len(lists.listing("post.media", TRUE, _element).elements) == named
    assert len(lists.listing("post.tags", TRUE, _element).elements) == 1


@pytest.mark.parametrize(
    ("condition", "names"),
    [
        ("any(post.media where media.kind = video)", {"media"}),
        ("count(post.labels) > 0", {"labels"}),
        ("any(post.media where any(post.tags where tag = #a))", {"media", "tags"}),
        ("any(post.media where any(post.tags where media.kind = video))", {"media"}),
        ("any(post.media where any(post.tags where any(post.links where media.kind = video)))", {"media"}),
    ],
)
def test_a_condition_that_asks_about_an_element_around_it_is_not_one_of_its_list(
    condition: str, names: set[str]
) -> None:
    """It is another one for each of those elements, however deep it stands."""
    assert set(asked_of(loads(f'never "c": {condition}').program)) == names
