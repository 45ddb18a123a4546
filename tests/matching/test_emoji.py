from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.matching.characters import EMOJI
from feedcurate.matching.tokens import TokenKind, tokenise


def emoji(text: str) -> list[str]:
    """The emoji tokens of a text."""
    return [token.text for token in tokenise(text).tokens if token.kind is TokenKind.EMOJI]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("so 🦋🦋", ["🦋", "🦋"]),
        ("❤️❤︎❤", ["❤", "❤", "❤"]),
        ("👍👍🏽👍🏿", ["👍", "👍🏽", "👍🏿"]),
        ("👨‍👩‍👧 ❤️‍🔥", ["👨‍👩‍👧", "❤‍🔥"]),
        ("🇩🇪🇫🇷🇬", ["🇩🇪", "🇫🇷"]),
        ("1️⃣ #️⃣ *️⃣ 2⃣", ["1⃣", "#⃣", "*⃣", "2⃣"]),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿🏴", ["🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴"]),
        ("© ® ™ ℹ ‼", ["©", "®", "™", "ℹ", "‼"]),
        ("1 # * a + ★", []),
        ("x\u200d😀", ["😀"]),
    ],
)
def test_what_an_emoji_is(text: str, expected: list[str]) -> None:
    """Rule 2: a cluster on Extended_Pictographic, a flag pair or a keycap, one token each, without selectors."""
    assert emoji(text) == expected


def test_an_emoji_parts_words() -> None:
    """It is a token of its own between them, glued or not, and a hashtag may follow it."""
    assert [token.text for token in tokenise("sum🦋mer🦋#tag").tokens] == ["sum", "🦋", "mer", "🦋", "#tag"]


def test_a_keycap_is_never_a_word_or_a_hashtag() -> None:
    """Even where what is not read stands between the sign and its cap, the two stay different."""
    assert tokenise("1️⃣").line != tokenise("1\u200b⃣").line
    assert tokenise("#️⃣").line != tokenise("#\u200b⃣").line


@given(st.text(st.sampled_from("😀❤👍🏽🇩🇪\u200d\ufe0f\ufe0e\u20e31#a\u0301\u0903 🏴󠁧󠁿©"), max_size=12))
def test_clusters_are_those_of_unicode(text: str) -> None:
    r"""Written out, the expression finds the clusters of the library's own `\X` that have the right base."""
    based = regex.compile(r"(?:\p{ExtPict}|\p{RI}\p{RI}|[0-9#*]\ufe0f?\u20e3)")
    expected = [cluster for cluster in regex.findall(r"\X", text) if based.match(cluster)]
    assert [match[0] for match in regex.finditer(f"(?V1){EMOJI}", text)] == expected
