from __future__ import annotations

from benchmarks.proof_disagreement import DIFFERENCES, Found, page, ratio, search


def test_aimed_posts_find_a_difference_soon() -> None:
    """A threshold that moved by one is found within a hundred posts, and never by strangers that there are none of."""
    found = search(DIFFERENCES[0], [(), ()], 100)

    assert all(count is not None for count in found.aimed)
    assert found.uniform == [None, None]


def test_a_search_that_found_nothing_counts_as_its_end() -> None:
    """The ratio is then a lower bound, and said to be one."""
    found = Found(DIFFERENCES[0], aimed=[4, 5, 6], words=[1, 1, 1], uniform=[None, None, 700])

    assert ratio(found.aimed, found.uniform, 1_000) == 200
    assert "| > 1,000 | > 200 × |" in page([found], 3, 1_000)
    assert "The least of these is 200 ×" in page([found], 3, 1_000)
