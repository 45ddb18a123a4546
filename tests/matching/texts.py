"""What texts and phrases for the tests are made of.

In: nothing. Out: Hypothesis strategies. Texts are rows of fragments from a small stock, so that phrases, made from the
same stock, are found in them often.
"""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = (
    *(
        "summer",
        "Summer",
        "BODY",
        "body",
        "goal",
        "goals",
        "a",
        "A",
        "i",
        "I",
        "don't",
        "j'ai",
        "l’anorexie",
        "well-being",
    ),
    *("3.5", "2024", "x_y", "_", "café", "cafe\u0301", "CAFÉ", "schön", "straße", "STRASSE", "DİYET", "diyet"),
    *("ΟΔΥΣΣΕΥΣ", "ὀδυσσεύς", "źdźbło", "ŹDŹBŁO", "диета", "שָׁלוֹם", "צ׳יפס", "مُحَمَّد", "مـحـمد", "हिन्दी", "की"),
    *("한국어", "ㅏ", "다이어트", "ダイエット", "ﾀﾞｲｴｯﾄ", "ラーメン", "人々", "減量", "ลดน้ำหนัก", "ແກ້ວ", "សួស្តី", "မြန်မာ"),
    *("ﬁtness", "ｆｕｌｌ", "½", "㎏", "№", "di\u200bet", "so\u00adft", "zu\u200csammen", "i\u0307", "a\u0345b", "ŉ"),
)
HASHTAGS = (
    *("#summer", "#SummerBody", "#summerbody", "#SUMMERBody", "#summer_body", "#Summer2024Body", "#_", "#_a_", "#2024"),
    *(
        "#ÉtéBody",
        "#E\u0301te\u0301Body",
        "#ダイエット",
        "#今日_ごはん",
        "#食べるPlanB",
        "＃Body",
        "##a",
        "a#b",
        "#a#b",
        "#don't",
        "#ß",
    ),
)
SIGNED = ("@a", "@Bob@Example.com", "@bob.bsky.social.", "a@b.c", "＠body", "@人", "人@a", "@", "#")
EMOJI = ("🦋", "❤️", "❤", "👍🏽", "👍", "👨‍👩‍👧", "🇩🇪", "🇩🇪🇫", "1️⃣", "#️⃣", "*️⃣", "©", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "ℹ️")
ADDRESSES = ("https://x.y/Summer_body", "HTTP://a.b/(c)d", "www.body.com.", "https://t.co/aを", "http://", "www.")
SEPARATORS = (
    " ",
    " ",
    " ",
    "",
    "\n",
    ", ",
    "!",
    "-",
    "—",
    "'",
    "’",
    "\u00a0",
    "\u200b",
    "\u00ad",
    "(",
    "/",
    "*",
    "_",
    ".",
)

fragments = st.sampled_from([*WORDS, *WORDS, *HASHTAGS, *HASHTAGS, *SIGNED, *EMOJI, *ADDRESSES])
separators = st.sampled_from(SEPARATORS)
messy_texts = st.lists(st.one_of(fragments, separators, st.characters(), st.just(" ")), max_size=14).map("".join)
"""Anything, with or without spaces between."""

texts = st.lists(st.tuples(fragments, separators), max_size=10).map(lambda row: "".join(map("".join, row)))
"""Fragments with separators."""

_ascii = st.sampled_from([each for each in (*WORDS, *HASHTAGS, *SIGNED, *ADDRESSES, *SEPARATORS) if each.isascii()])
ascii_texts = st.lists(_ascii, max_size=14).map("".join)
"""The same, of ASCII alone."""

_plain_words = st.sampled_from(
    ["summer", "body", "goal", "a", "i", "diyet", "café", "straße", "ダ", "イエット", "人々", "диета"]
)
_places = st.one_of(
    _plain_words,
    _plain_words,
    st.sampled_from(
        ["su*", "b*", "*", "summer*", "*'anorexie", "*'ano*", "*'ai", "summerbody", "#summerbody", "#su*", "#b"]
    ),
    st.sampled_from(["#a", "@a", "🦋", "1️⃣", "❤", "_", "summer_body", "planb", "2024", "été", "étébody"]),
)
phrases = st.lists(_places, min_size=1, max_size=4).map(" ".join)
"""Phrases of up to four places; some are stars alone and so no phrases."""
