"""What the packages of the extra `signals` make of posts, with the real packages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import feedcurate as fc
from feedcurate.matching.pieces import Cut
from feedcurate.signals.language import detected_language
from feedcurate.signals.local import LOCAL
from feedcurate.signals.sentiment import sentiment
from feedcurate.signals.words import LONGEST, MOST_EMOJI, words_of

SAID = {
    "de": "Morgen soll es wieder regnen, nehmt lieber einen Schirm mit",
    "en": "It will rain again tomorrow, so take an umbrella with you",
    "es": "Mañana vamos a la playa si no llueve, ¿quién se apunta?",
    "fr": "Le train est encore en retard, j'attends sur le quai depuis vingt minutes",
    "ja": "明日は雨が降るそうなので、傘を持って行ってください",
    "pt": "Hoje aprendi a fazer pão em casa e ficou uma delícia",
    "ru": "Завтра опять обещают дождь, возьмите с собой зонт",
}
BITTER = "I hate this awful, miserable day. Everything about it is terrible."
GLAD = "What a wonderful morning! I love this beautiful garden."


def post(text: str | None = None, **fields: object) -> fc.Item:
    """A post."""
    return fc.Item.model_validate({"id": "1", "source": "app", "text": text, **fields})


@pytest.mark.parametrize(("code", "text"), SAID.items())
def test_the_language_is_that_of_the_words(code: str, text: str) -> None:
    """Whatever the post says of itself, and however many addresses, names and tags stand around its words."""
    assert detected_language(post(text, language="eo")) == code
    assert detected_language(post(f"@the_weather@example.social {text} https://example.com/the/news #rain")) == code


@pytest.mark.parametrize("text", [None, "", "lol", "🌧🌧🌧", "42", "https://example.com/what/a/lovely/day", "#monday"])
def test_where_little_is_said_no_language_is_told(text: str | None) -> None:
    """A guess would be worse than nothing."""
    assert detected_language(post(text)) is None


def test_a_title_is_part_of_what_is_said() -> None:
    """A video may have nothing else."""
    assert detected_language(post(title=SAID["fr"])) == "fr"


def test_bitter_words_are_below_zero_and_glad_ones_above() -> None:
    """And a list of things is neither."""
    values = [sentiment(post(text)) for text in (BITTER, "The train to Leeds leaves from platform six at noon.", GLAD)]
    assert None not in values
    assert values[0] < -0.5 < values[1] == 0 < 0.5 < values[2]  # type: ignore[operator]  # none of them is None


def test_long_posts_do_not_sound_louder_than_short_ones() -> None:
    """The mean of the sentences: saying it ten times is no worse than saying it once."""
    assert sentiment(post(" ".join([BITTER] * 10))) == pytest.approx(sentiment(post(BITTER)))


def test_emoji_and_tags_count_as_words() -> None:
    """They are how much of the web says how it feels."""
    plain = sentiment(post("Back at the office", language="en"))
    assert (sentiment(post("Back at the office 😭", language="en")) or 0) < (plain or 0)
    assert (sentiment(post("Back at the office #awful", language="en")) or 0) < (plain or 0)


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, text in SAID.items() if code != "en"])
def test_other_languages_have_no_sentiment(code: str, text: str) -> None:
    """An English lexicon knows nothing of them; `die` is no death in German."""
    assert sentiment(post(text)) is None
    assert sentiment(post(BITTER, language=code)) is None


@pytest.mark.parametrize("tag", ["en", "en-GB", "EN", "en_US"])
def test_a_post_that_says_it_is_english_is_believed(tag: str) -> None:
    """Then also one word is enough."""
    assert sentiment(post("awful", language=tag)) is not None
    assert sentiment(post("awful")) is None


@given(st.text(max_size=300), st.sampled_from([None, "en", "de"]))
def test_any_text_has_an_answer(text: str, language: str | None) -> None:
    """Nothing that a post may hold raises, and what is told keeps its bounds."""
    item = post(text, language=language)
    code, value = detected_language(item), sentiment(item)
    assert code is None or (code.isascii() and code.islower())
    assert value is None or -1 <= value <= 1


def test_no_more_is_read_of_a_post_than_changes_much() -> None:
    """What stands behind five thousand characters is not looked at."""
    start = f"{SAID['en']}. ".ljust(LONGEST)
    assert sentiment(post(start + BITTER)) == sentiment(post(start))


def test_local_signals_are_worked_out_where_an_app_asks_for_them() -> None:
    """They are signals like any other, declared when rules are loaded."""
    rules = fc.loads(
        'rule bitter when post.sentiment < -0.5 then hide\nrule german when post.detected_language = "de" then hide',
        signals=fc.local_signals(),
    )
    items = [post(text).model_copy(update={"id": text}) for text in (BITTER, GLAD, SAID["de"], "lol")]
    decided = fc.Curator(rules).curate(items).posts
    assert {one.id: one.outcome.value for one in decided} == {
        BITTER: "hidden",
        GLAD: "shown",
        SAID["de"]: "hidden",
        "lol": "shown",
    }


def test_without_the_extra_an_app_is_told() -> None:
    """It names the extra; `LOCAL` itself is there, so that a checker knows the names and types."""
    assert {one.name: one.type for one in LOCAL} == {"detected_language": "text", "sentiment": "number"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("feedcurate.signals.local.find_spec", lambda _: None)
        with pytest.raises(fc.MissingExtra, match=r"feedcurate\[signals\]"):
            fc.local_signals()


def test_a_wall_of_emoji_is_no_trap() -> None:
    """Behind the hundredth nothing changes, and nobody waits: a lexicon would take ten seconds for five thousand."""
    wall = post("😭" * LONGEST, language="en")
    assert words_of(wall, (Cut.EMOJI,)) == "😭" * MOST_EMOJI
    assert sentiment(wall) == sentiment(post("😭" * MOST_EMOJI, language="en")) == pytest.approx(-1, abs=0.01)
