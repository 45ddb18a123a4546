from __future__ import annotations

import pytest

from feedcurate.matching.languages import covers


@pytest.mark.parametrize(
    ("wanted", "tag", "expected"),
    [
        ("en", "en", True),
        ("en", "en-GB", True),
        ("EN", "en-gb", True),
        ("en-GB", "en", False),
        ("en", "eng", False),
        ("de-de", "de-DE-1996", True),
        ("de-de", "de-Deva", False),
        ("de-de", "de-Latn-DE", False),
        ("*", "fr", True),
    ],
)
def test_basic_filtering(wanted: str, tag: str, expected: bool) -> None:
    """RFC 4647, 3.3.1, with its own examples."""
    assert covers(wanted, tag) is expected
