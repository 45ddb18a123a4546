"""What of RSS, RDF, Atom and CDF becomes what. In: nothing. Out: the table of the format."""

from __future__ import annotations

from feedcurate.sources.tables import Gap, Row, Table

TABLE = Table(
    name="feeds",
    title="RSS, RDF and Atom",
    reads=(
        "RSS 0.9x, 1.0 (RDF) and 2.0, Atom 0.3 and 1.0, and CDF, in any encoding, also broken ones. Known by the first "
        "tag; a document with none of those tags is tried, too. Feeds of YouTube's give posts of the source `youtube`."
    ),
    extra="feeds",
    described=(
        "https://www.rssboard.org/rss-specification",
        "https://web.resource.org/rss/1.0/spec",
        "https://www.rfc-editor.org/rfc/rfc4287",
        "https://www.rssboard.org/media-rss",
        "https://podcasters.apple.com/support/823-podcast-requirements",
        "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md",
    ),
    posts=(
        Row(
            "id",
            "`guid`, `id`, `rdf:about`",
            "one that is no address stands behind the feed's address, since two feeds count alike; else the link, "
            "else a hash of what there is",
        ),
        Row("source", "", "`rss`; `youtube` where entries have a `yt:videoId`"),
        Row("url", "`link`, a `guid` that is an address", "relative to `xml:base`, else to the feed's page"),
        Row("kind", "", "`video` or `audio` with one attached, `article` with a title, else `note`"),
        Row("author", "`dc:creator`, `author`, `source`", "else the feed itself"),
        Row("author.name", "the name, else the e-mail address", "as plain text"),
        Row("author.url", "`uri`", "else the feed's page"),
        Row("author.source", "", "as the post's"),
        Row("community", "the feed's `title`", "where an entry was taken from another feed (`source`), that one's"),
        Row("mentions", "`podcast:person`", "hosts and guests of an episode"),
        Row("title", "`title`, `itunes:title`, `media:title`", "the first that is there, as plain text on one line"),
        Row(
            "text",
            "`content:encoded`, `content`, `description`, `summary`, `itunes:summary`, `media:description`",
            "the first that is there, as plain text",
        ),
        Row("language", "`xml:lang`, `dc:language`, the feed's `language`", "of the text"),
        Row(
            "tags",
            "`category`, `dc:subject`, `media:keywords`, `itunes:keywords`, hashtags of the text",
            "as written: `Mental Health` is one tag; each once",
        ),
        Row(
            "published",
            "`pubDate`, `published`, `issued`",
            "in any dialect of the wild; else `created`, else `updated`",
        ),
        Row("updated", "`updated`, `modified`, `dc:date`"),
        Row("in_reply_to.id", "`thr:in-reply-to`"),
        Row("media.kind", "`type`, `medium`", "else what the address ends in; `live` in a `podcast:liveItem`"),
        Row(
            "media.url",
            "`enclosure`, `media:content`, pictures in the text",
            "of a `media:group` the default; without a picture or film `media:thumbnail` or `itunes:image`",
        ),
        Row("media.alt", "`media:description`, `media:title` of the medium, `alt` of pictures in the text"),
        Row("media.duration", "`itunes:duration`, `duration` of `media:content`"),
        Row("media.width", "`width`"),
        Row("media.height", "`height`"),
        Row(
            "links.url",
            "`via`, `related`, other enclosures, `podcast:transcript`, links and frames in the text",
            "not the entry's own address",
        ),
        Row("links.title", "`title` of the link", "`Transcript` of a transcript"),
        Row("sensitive", "`media:rating`, `itunes:explicit`", "of the entry, else of the whole feed"),
        Row("likes", "`count` of `media:starRating`", "of YouTube's, where every rating is a like"),
        Row("replies", "`slash:comments`, `thr:total`, `thr:count` of the link to them"),
        Row("views", "`views` of `media:statistics`"),
        Row("feed", "the feed's `title`", "else its address"),
    ),
    gaps=(
        Gap("reposts", "feeds do not say how a post was received"),
        Gap("liked", "feeds do not say what the reader did with a post"),
        Gap("author.followers", "of an author feeds have name and address alone"),
        Gap("sponsored", "feeds do not say whether somebody paid for a post"),
    ),
)
