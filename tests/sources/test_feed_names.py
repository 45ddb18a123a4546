"""Namespaces of feeds: Media RSS, iTunes, podcasts, YouTube, threads, Dublin Core, Slash."""

from __future__ import annotations

from datetime import timedelta

import pytest

from feedcurate.model.item import Item, Media, MediaKind
from tests.sources.given import only, piped

NAMES = (
    "xmlns:media='http://search.yahoo.com/mrss/' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' "
    "xmlns:podcast='https://podcastindex.org/namespace/1.0' xmlns:yt='http://www.youtube.com/xml/schemas/2015' "
    "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:thr='http://purl.org/syndication/thread/1.0' "
    "xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:atom='http://www.w3.org/2005/Atom' "
    "xmlns:slash='http://purl.org/rss/1.0/modules/slash/'"
)


def post(inside: str, channel: str = "") -> Item:
    """The only post of a feed with these elements in its item."""
    return only(
        piped(
            f"<rss version='2.0' {NAMES}><channel><title>Feed</title><link>https://a.example/</link>{channel}"
            f"<item><guid isPermaLink='false'>1</guid>{inside}</item></channel></rss>"
        )
    )


def test_of_a_group_of_media_the_default_is_taken() -> None:
    """They are one film in several qualities; media outside of groups are all kept."""
    item = post(
        "<media:group><media:content url='https://a.example/low.mp4' type='video/mp4'/>"
        "<media:content url='https://a.example/high.mp4' type='video/mp4' isDefault='true' width='1920' height='1080'/>"
        "</media:group><media:content url='https://a.example/b.jpg' medium='image'/>"
    )
    assert [(media.url, media.width) for media in item.media or ()] == [
        ("https://a.example/high.mp4", 1920),
        ("https://a.example/b.jpg", None),
    ]


def test_what_is_said_of_a_medium_is_its_description_and_not_the_posts() -> None:
    """A caption must not take the place of the article, nor a photo's title that of the headline."""
    item = post(
        "<media:content url='/a.jpg' medium='image'><media:title>IMG_1</media:title>"
        "<media:description type='html'>&lt;b&gt;A&lt;/b&gt; loaf &amp;amp; a knife</media:description></media:content>"
        "<title>On bread</title><description>The article.</description>"
    )
    assert (item.title, item.text) == ("On bread", "The article.")
    assert item.media == (Media(kind=MediaKind.IMAGE, url="https://a.example/a.jpg", alt="A loaf & a knife"),)


def test_a_post_without_words_of_its_own_has_those_of_its_media() -> None:
    """`media:title` and `media:description` beside the media."""
    item = post("<media:title>On bread</media:title><media:description>Two\nlines</media:description>")
    assert (item.title, item.text) == ("On bread", "Two\nlines")


@pytest.mark.parametrize(
    ("inside", "urls"),
    [
        ("<media:thumbnail url='/s.png' width='90'/><media:thumbnail url='/l.png' width='900'/>", ["/l.png"]),
        ("<itunes:image href='/cover.png'/><enclosure url='/e.mp3' type='audio/mpeg'/>", ["/e.mp3", "/cover.png"]),
        ("<media:thumbnail url='/s.png'/><enclosure url='/f.mp4' type='video/mp4'/>", ["/f.mp4"]),
    ],
)
def test_a_post_that_shows_nothing_else_has_its_preview_or_cover(inside: str, urls: list[str]) -> None:
    """The largest preview; a film is its own picture."""
    assert [media.url for media in post(inside).media or ()] == [f"https://a.example{url}" for url in urls]


@pytest.mark.parametrize(
    ("inside", "channel", "expected"),
    [
        ("<itunes:explicit>true</itunes:explicit>", "", True),
        ("<itunes:explicit>False</itunes:explicit>", "<itunes:explicit>yes</itunes:explicit>", False),
        ("", "<itunes:explicit>yes</itunes:explicit>", True),
        ("<itunes:explicit>perhaps</itunes:explicit>", "", None),
        ("<media:rating scheme='urn:simple'>adult</media:rating>", "", True),
        ("<media:rating scheme='urn:simple'>nonadult</media:rating>", "", False),
    ],
)
def test_whether_a_post_is_for_adults_is_said_in_several_ways(inside: str, channel: str, expected: bool | None) -> None:
    """The post's own word counts before the feed's; an unknown word is none."""
    assert post(inside, channel).sensitive is expected


def test_the_notes_of_an_episode_count_before_its_summary() -> None:
    """`itunes:summary` is the text where there is no other, with or without HTML."""
    notes = "<itunes:summary>Short</itunes:summary><description>&lt;p&gt;Long&lt;/p&gt;</description>"
    assert post(notes).text == "Long"
    assert post("<itunes:summary><![CDATA[<p>One</p><p>Two</p>]]></itunes:summary>").text == "One\n\nTwo"


def test_an_episode_has_its_length_transcripts_hosts_and_guests() -> None:
    """By iTunes and by the podcast namespace."""
    item = post(
        "<title>E</title><enclosure url='https://a.example/e.mp3' type='audio/mpeg'/>"
        "<itunes:duration>1:02:03</itunes:duration><podcast:transcript url='/e.vtt' type='text/vtt'/>"
        "<podcast:transcript url='/e.srt' type='application/srt'/><podcast:person href='https://ann.example/'>Ann"
        "</podcast:person><podcast:person role='guest'>Bo</podcast:person>"
    )
    assert [media.duration for media in item.media or ()] == [timedelta(hours=1, minutes=2, seconds=3)]
    assert [(link.url, link.title) for link in item.links or ()] == [
        ("https://a.example/e.vtt", "Transcript"),
        ("https://a.example/e.srt", "Transcript"),
    ]
    assert [(account.name, account.url) for account in item.mentions or ()] == [
        ("Ann", "https://ann.example/"),
        ("Bo", None),
    ]


def test_a_live_broadcast_of_a_podcast_is_a_post_with_a_live_medium() -> None:
    """Its start is when it was published."""
    reading = piped(
        f"<rss version='2.0' {NAMES}><channel><title>Feed</title><podcast:liveItem status='live' "
        "start='2026-05-01T12:00:00Z'><title>Now</title><guid>x:1</guid>"
        "<enclosure url='https://a.example/live' type='audio/mpeg'/></podcast:liveItem>"
        "<item><title>Then</title></item></channel></rss>"
    )
    live, then = reading.items
    assert (live.title, live.feed, str(live.published)) == ("Now", "Feed", "2026-05-01 12:00:00+00:00")
    assert [media.kind for media in live.media or ()] == [MediaKind.LIVE]
    assert then.title == "Then"


def test_a_film_of_youtube_has_its_views_and_likes() -> None:
    """Of `media:statistics`, and the number of ratings, which are all likes there."""
    item = post(
        "<yt:videoId>abc</yt:videoId><media:group><media:community><media:starRating count='12' average='5.00'/>"
        "<media:statistics views='345'/></media:community></media:group>"
    )
    assert (item.source, item.likes, item.views) == ("youtube", 12, 345)


def test_answers_are_counted_by_slash_or_by_threads() -> None:
    """RFC 4685 puts the count on the link to them, too."""
    assert post("<slash:comments>7</slash:comments>").replies == 7
    assert post("<thr:total>8</thr:total>").replies == 8
    assert post("<atom:link rel='replies' href='/c' thr:count='9'/>").replies == 9


def test_a_tag_is_taken_once_from_categories_and_from_the_text() -> None:
    """Hashtags marked up and written; what stands in code or in an address is none."""
    item = post(
        "<category>Bread</category><dc:subject>#Baking</dc:subject><itunes:keywords>oven, bread</itunes:keywords>"
        "<description><![CDATA[#bread and (#rye) <a rel='tag' href='/t'>#salt</a> <code>#fff</code> "
        "https://a.example/#top C# #1]]></description>"
    )
    assert item.tags == ("Bread", "Baking", "oven", "salt", "rye")


@pytest.mark.parametrize(
    ("inside", "url"),
    [
        ("<guid>12</guid>", None),
        ("<guid>https://a.example/12</guid>", "https://a.example/12"),
        ("<guid isPermaLink='false'>https://a.example/12</guid>", None),
        ("<link uri='at://did:plc:x/p/1'>https://a.example/12</link>", "https://a.example/12"),
        ("<atom:link rel='alternate' type='application/json' href='/12.json'/>", "https://a.example/12.json"),
    ],
)
def test_a_posts_address_is_its_link_or_a_guid_that_is_one(inside: str, url: str | None) -> None:
    """A number is no address, whatever a feed leaves out."""
    feed = f"<rss version='2.0' {NAMES}><channel><link>https://a.example/</link><item>{inside}</item></channel></rss>"
    assert only(piped(feed)).url == url


def test_relative_addresses_start_from_the_base_that_is_nearest() -> None:
    """`xml:base` of the element, of the entry, of the feed; an enclosure's as well as a link's in the text."""
    item = only(
        piped(
            "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://a.example/b/'><entry xml:base='c/'>"
            "<link href='d'/><link rel='enclosure' href='e.mp3'/><content type='html' xml:base='/f/'>"
            "&lt;a href='g'&gt;g&lt;/a&gt;&lt;img src='h.png'&gt;</content></entry></feed>"
        )
    )
    assert item.url == "https://a.example/b/c/d"
    assert [media.url for media in item.media or ()] == ["https://a.example/b/c/e.mp3", "https://a.example/f/h.png"]
    assert [link.url for link in item.links or ()] == ["https://a.example/f/g"]


def test_names_of_authors_and_feeds_are_plain_text() -> None:
    """Some feeds put references and tags around them; an address beside a name is not part of it."""
    for inside, name in (
        ("<dc:creator>Ann &amp;amp; Bo</dc:creator>", "Ann & Bo"),
        ("<author>ann@a.example (&lt;b&gt;Ann&lt;/b&gt;)</author>", "Ann"),
        ("<author>ann@a.example</author>", "ann@a.example"),
    ):
        author = post(inside).author
        assert author is not None
        assert author.name == name
