from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.model.item import MediaKind
from feedcurate.sources.html import Anchor, Embedded, plain, prose

LAYOUT = {
    "paragraphs are parted by an empty line": ("<p>one</p><p>two</p>", "one\n\ntwo"),
    "an unclosed paragraph is one too": ("<p>one<p>two", "one\n\ntwo"),
    "a break is a line end": ("one<br>two<br/>three", "one\ntwo\nthree"),
    "two breaks part paragraphs, ten do no more": ("one<br><br>two" + "<br>" * 10 + "three", "one\n\ntwo\n\nthree"),
    "boxes begin lines": ("<div>one</div><div>two</div>", "one\ntwo"),
    "a list has a line for each item": ("see<ul><li>one</li><li><p>two</p></li></ul>end", "see\n\n- one\n- two\n\nend"),
    "a list inside a list too": ("<ul><li>one<ul><li>two</ul><li>three</ul>", "- one\n- two\n- three"),
    "a numbered list has its numbers": (
        "<ol><li>one<li>two<ul><li>a</ul><li>three</ol>",
        "1. one\n2. two\n- a\n3. three",
    ),
    "a numbered list may begin elsewhere": ("<ol start=5><li>five</li><li>six</li></ol>", "5. five\n6. six"),
    "a heading stands alone": ("<h2>Head</h2>text", "Head\n\ntext"),
    "white space folds to one space": ("  one\n\t two  <b> three </b> four ", "one two three four"),
    "marks inside a word do not split it": ("un<b>believ</b>able", "unbelievable"),
    "code keeps its text": ("run <code>a  b</code>", "run a b"),
    "preformatted text keeps its spaces": ("<pre>\n a\n  b\n</pre>after", " a\n  b\n\nafter".strip()),
    "cells of a row are words apart": ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
    "scripts and styles are no text": ("a<script>if (1<2) b</script><style>p{}</style>c", "ac"),
    "what a template holds is no text": ("a<template><p>b</p><template>c</template>d</template>e", "ae"),
    "comments are no text": ("a<!-- <p>b --><!>c<!doctype html><?php d ?>", "ac"),
    "references are characters": ("<b>&lt;3 &amp;&#38;&#x1F600; caf&eacute;</b>", "<3 &&😀 café"),
    "a reference out of range is a replacement": (f"<b>&#{'9' * 5000};</b>", "\ufffd"),
    "a sign that opens no tag is itself": ("1 < 2 <3 a<b>b</b>", "1 < 2 <3 ab"),
    "plain text stays as it is": ("one\ntwo &amp; three", "one\ntwo & three"),
    "an emoji in a picture is the emoji": ('hi <img class="emoji" alt="🙂" src="https://a.example/e.png">', "hi 🙂"),
}


@pytest.mark.parametrize(("markup", "text"), LAYOUT.values(), ids=LAYOUT.keys())
def test_the_text_is_what_a_reader_sees(markup: str, text: str) -> None:
    """Each rule of the layout, with the text it gives."""
    assert plain(markup) == text


def test_an_address_that_mastodon_shortens_for_the_eye_comes_out_whole() -> None:
    """The hidden parts of a link's text belong to it."""
    markup = (
        '<p>RE: <a href="https://example.social/@a/101256876982565163"><span class="invisible">https://</span>'
        '<span class="ellipsis">example.social/@a/101</span><span class="invisible">256876982565163</span></a></p>'
    )
    assert plain(markup) == "RE: https://example.social/@a/101256876982565163"


def test_links_are_absolute_web_addresses_and_mentions_are_marked() -> None:
    """Places in the page, mail and scripts are no links; relative ones start from the base."""
    markup = (
        '<a href="/x">one</a> <a href="#top">t</a> <a href="mailto:a@b.example">m</a> <a href="javascript:x()">j</a>'
        '<a class="u-url mention" href="https://example.social/@a">@<span>a</span></a> <a>n</a> <a href="//c.example">c'
    )
    assert prose(markup, base="https://b.example/y/z").links == (
        Anchor("https://b.example/x", "one"),
        Anchor("https://example.social/@a", "@a", is_mention=True),
        Anchor("https://c.example", "c"),
    )


def test_an_address_that_cannot_be_one_is_left_out() -> None:
    """`http://[` is where the standard library raises."""
    assert prose('<a href="http://[">x</a><img src="http://[">', base="https://b.example/").links == ()


def test_hashtags_are_those_marked_up_as_such() -> None:
    """As written, without `#`, and not among the links."""
    markup = (
        'in <a href="https://example.social/tags/Hungary" class="mention hashtag" rel="tag">#<span>Hungary</span></a> '
        '<a href="https://example.social/tags/b" rel="tag">#b</a> <a href="https://c.example/">#c</a>'
    )
    found = prose(markup)
    assert found.hashtags == ("Hungary", "b")
    assert [link.text for link in found.links] == ["#c"]
    assert found.text == "in #Hungary #b #c"


@pytest.mark.parametrize(
    ("markup", "hashtags"),
    [
        ("#bread and (#rye), #Bread", ("bread", "rye", "Bread")),
        ("<p>#bread</p><pre>#include</pre><code>#fff</code>", ("bread",)),
        ("https://a.example/#top C# #1 a#b", ()),
        ("<a href='/t'>#bread</a>", ("bread",)),
        ("#café #日本", ("café", "日本")),
    ],
)
def test_hashtags_that_only_stand_in_the_text_are_told_apart(markup: str, hashtags: tuple[str, ...]) -> None:
    """None begins inside a word or an address, and none stands in code."""
    assert prose(markup).written_hashtags == hashtags


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("a<iframe src='/x'/> b <i>c</i>", "a b c"),
        ("a<iframe>x</iframe>b", "ab"),
        ("a<object data='/x'>b</object>", "ab"),
        ("a<iframe>" * 3 + "b", "aaab"),
    ],
)
def test_a_frame_that_is_never_closed_does_not_swallow_the_text(markup: str, text: str) -> None:
    """XHTML closes it in its start tag; an object holds what is shown without it."""
    assert plain(markup) == text


def test_pictures_come_with_their_descriptions_and_counters_do_not_come() -> None:
    """A picture of one pixel counts readers; the text of a film is for those who cannot play it."""
    markup = (
        '<img src="/a.png" alt="a cat" width="20" height="10"><img src="https://t.example/1.gif" width=1 height=1>'
        '<video src="b.mp4">no film</video><img alt="no address">'
    )
    found = prose(markup, base="https://b.example/")
    assert found.media == (
        Embedded(MediaKind.IMAGE, "https://b.example/a.png", "a cat", 20, 10),
        Embedded(MediaKind.VIDEO, "https://b.example/b.mp4"),
    )
    assert found.text == ""


def test_films_and_pages_that_are_embedded_are_not_lost() -> None:
    """A film may name several files, of which the first is taken; a frame's page is a link; pictures may load late."""
    found = prose(
        "<video poster='/p.png'><source src='/f.mp4'><source src='/f.webm'></video><audio src='/a.mp3'></audio>"
        "<iframe src='https://video.example/embed/1'></iframe><img src='/blank.gif' data-src='/c.png'>"
        "<img src='data:image/gif;base64,x' data-src='/d.png'>",
        base="https://a.example/",
    )
    assert [media.url for media in found.media] == [
        f"https://a.example/{n}" for n in ("f.mp4", "a.mp3", "c.png", "d.png")
    ]
    assert found.links == (Anchor("https://video.example/embed/1", ""),)


def test_elements_of_a_class_can_be_left_out() -> None:
    """With all they hold, up to their own end."""
    markup = '<p class="quote-inline">RE: <a href="https://a.example">a</a></p><p>mine</p>'
    found = prose(markup, without=("quote-inline",))
    assert (found.text, found.links) == ("mine", ())


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "<a ",
            "<a",
            "<",
            "<!--",
            "<!-",
            "<![CDATA[",
            "</",
            "</a",
            "<?",
            "<a b='",
            '<a b="',
            "<a =",
            "<a/",
            "<script",
        ),
        *("<script></", "<style><!--", "<a href=x>", "<li>", "<ul>", "<pre>\n", "<template>", "<br>", "&", "&#1", " "),
    ],
)
def test_hostile_markup_costs_no_more_than_its_length(unit: str) -> None:
    """100,000 repetitions of what makes careless parsers quadratic, for which Python 3.11's own takes minutes."""
    started = time.process_time()
    prose(unit * 100_000)
    assert time.process_time() - started < 90


@given(st.text(st.sampled_from("<>/!-?&;#\"'= \nabp\x00\ud800") | st.characters(), max_size=200))
def test_any_text_is_html(markup: str) -> None:
    """Nothing raises, and no text has three line ends in a row outside `<pre>`."""
    text = plain(markup)
    if "<" in markup and "<pre" not in markup.lower():
        assert "\n\n\n" not in text
