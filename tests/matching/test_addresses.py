from __future__ import annotations

import pytest

from feedcurate.matching.normalise import composed
from feedcurate.matching.pieces import Cut, pieces
from feedcurate.matching.tokens import tokenise


def addresses(text: str) -> list[str]:
    """The addresses in a text."""
    return [piece.text for piece in pieces(composed(text)) if piece.cut is Cut.ADDRESS]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see https://example.com/summer-body now", ["https://example.com/summer-body"]),
        ("HTTP://X.Y and Www.Example.com", ["HTTP://X.Y", "Www.Example.com"]),
        ("read www.example.com.", ["www.example.com"]),
        ("https://x.y/a?b=c#d, then", ["https://x.y/a?b=c#d"]),
        ("wow https://x.y!?", ["https://x.y"]),
        ("'https://x.y/it's'", ["https://x.y/it's"]),
        ("(see https://x.y/a_(b)) or (https://x.y)", ["https://x.y/a_(b)", "https://x.y"]),
        ("<https://x.y> “https://x.y/z”", ["https://x.y", "https://x.y/z"]),
        ("«https://x.y/z» https://x.y—so", ["https://x.y/z", "https://x.y"]),
        ("https://de.wikipedia.org/wiki/Körper", ["https://de.wikipedia.org/wiki/Körper"]),
        ("https://t.co/abcを見て", ["https://t.co/abc"]),
        ("https://ja.wikipedia.org/wiki/ダイエット です", ["https://ja.wikipedia.org/wiki/ダイエット"]),
        ("解説https://x.y", ["https://x.y"]),
        ("解説www.x.y", ["www.x.y"]),
        ("http://[::1]/a", ["http://[::1]/a"]),
        ("https://x.y🦋", ["https://x.y"]),
        ("awww.cute www. http:// https example.com", []),
    ],
)
def test_where_an_address_begins_and_ends(text: str, expected: list[str]) -> None:
    """Rule 1: `http://`, `https://` and `www.`, up to white space or a sign that is not part of it."""
    assert addresses(text) == expected


def test_an_address_leaves_a_break() -> None:
    """Nothing of it is a word, and the words around it are no neighbours."""
    assert tokenise("my https://x.y/body body").line == " my \n body "
