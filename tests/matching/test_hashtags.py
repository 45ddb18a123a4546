from __future__ import annotations

import pytest

from feedcurate.matching.hashtags import readings
from feedcurate.matching.tags import tag_key, tokenise_tag
from feedcurate.matching.tokens import TokenKind, tokenise


def signed(text: str) -> list[str]:
    """The hashtags and mentions of a text."""
    kinds = (TokenKind.HASHTAG, TokenKind.MENTION)
    return [token.text for token in tokenise(text).tokens if token.kind in kinds]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#Fitspo, #fit_spo #été", ["#fitspo", "#fit_spo", "#été"]),
        ("#E\u0301TE\u0301", ["#été"]),
        ("＃ダイエット", ["#ダイエット"]),
        ("#2024 #1 #", []),
        ("#2024goals #1_", ["#2024goals", "#1_"]),
        ("a#b ж#b ダ#b 1#b _#b", []),
        ("##a (#b) 🦋#c", ["#a", "#b", "#c"]),
        ("#a#b", ["#a"]),
        ("#don't #well-being", ["#don", "#well"]),
        ("di\u200b#et #di\u200bet", ["#diet"]),
    ],
)
def test_what_a_hashtag_is(text: str, expected: list[str]) -> None:
    """Rule 5: `#` with no word character before it, and with a non-digit in it."""
    assert signed(text) == expected


@pytest.mark.parametrize(
    ("tag", "split", "unsplit"),
    [
        ("#summerbody", ["summerbody"], []),
        ("#SummerBody", ["summer", "body"], ["summerbody"]),
        ("#ADHDAwareness", ["adhd", "awareness"], ["adhdawareness"]),
        ("#ABody", ["a", "body"], ["abody"]),
        ("#FITSPO", ["fitspo"], []),
        ("#summer_body", ["summer", "body"], ["summer_body"]),
        ("#_summer__Body_", ["summer", "body"], ["_summer__body_"]),
        ("#Summer2024Body", ["summer2024body"], []),
        ("#summer2024", ["summer2024"], []),
        ("#_", ["_"], []),
        ("#E\u0301te\u0301Body", ["e\u0301te\u0301", "body"], ["e\u0301te\u0301body"]),
        ("#ΚαλόΣώμα", ["καλό", "σώμα"], ["καλόσώμα"]),
        ("#今日_ごはん", ["今", "日", "ご", "は", "ん"], ["今", "日", "_", "ご", "は", "ん"]),
        ("#食べるPlanB", ["食", "べ", "る", "plan", "b"], ["食", "べ", "る", "planb"]),
    ],
)
def test_the_words_of_a_hashtag(tag: str, split: list[str], unsplit: list[str]) -> None:
    """Split at lower→Upper, ACRONYM→Word and `_`, not at digits; unsplit where that says something else."""
    read = readings(tag)
    expected = [[composed_word(word) for word in words] for words in (split, unsplit)]
    assert [list(read.split), list(read.unsplit)] == expected


def composed_word(word: str) -> str:
    """A word as tokens have it, in NFC."""
    return tokenise(word).line.strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@Bob", ["@bob"]),
        ("@bob@Mastodon.Social, hi", ["@bob@mastodon.social"]),
        ("@bob.bsky.social.", ["@bob.bsky.social"]),
        ("(@bob_1-x) @bob...", ["@bob_1-x", "@bob"]),
        ("a@b.c first.last@x.org", []),
        ("これは@taroさん", ["@taro"]),
        ("@bob—great @bob's", ["@bob", "@bob"]),
        ("＠bob @ @- @@eve", ["@bob", "@eve"]),
    ],
)
def test_what_a_mention_is(text: str, expected: list[str]) -> None:
    """An account is one token; an e-mail address is none."""
    assert signed(text) == expected


@pytest.mark.parametrize("value", ["SummerBody", "#SummerBody", "＃summerbody", "Summer Body", " summer-BODY "])
def test_a_tag_as_a_value(value: str) -> None:
    """With or without `#`, in one word or as a category of several, it is one hashtag."""
    assert tag_key(value) == "#summerbody"
    assert "#summerbody" in tokenise_tag(value).entries


@pytest.mark.parametrize("value", ["C++", "2024", "", "a, b", "🦋", "see https://x.y"])
def test_a_value_that_is_no_tag(value: str) -> None:
    """Then it is only what its words say."""
    assert tokenise_tag(value).line == tokenise(value).line


def test_ranges_in_a_tag() -> None:
    """They count in the value as given."""
    tag = tokenise_tag(" #SummerBody")
    assert [(entry, tag.text[slice(*span)]) for entry, span in zip(tag.entries, tag.ranges(), strict=True)] == [
        ("summer", "Summer"),
        ("body", "Body"),
        ("\n", "#SummerBody"),
        ("#summerbody", "#SummerBody"),
        ("\n", "#SummerBody"),
        ("summerbody", "SummerBody"),
    ]
