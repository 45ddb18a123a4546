"""What of JSON Feed becomes what. In: nothing. Out: the table of the format."""

from __future__ import annotations

from feedcurate.sources.tables import Gap, Row, Table

TABLE = Table(
    name="jsonfeed",
    title="JSON Feed",
    reads="JSON Feed 1.0 and 1.1: an object with `items` whose `version` is the address of one of them, or its number.",
    described=("https://www.jsonfeed.org/version/1.1/",),
    posts=(
        Row("id", "`id`", "one that is no address stands behind the feed's address; else `url`, else a hash"),
        Row("source", "", "`jsonfeed`"),
        Row("url", "`url`", "a relative one is of the feed's page"),
        Row("kind", "", "`link` with an `external_url`; else as of [feeds](feeds.md)"),
        Row("author.name", "`authors`, `author`", "the first of the item, else of the feed, else the feed itself"),
        Row("author.url", "`url` of the author", "else the feed's `home_page_url`"),
        Row("author.source", "", "`jsonfeed`"),
        Row("community", "the feed's `title`"),
        Row("title", "`title`", "on one line"),
        Row("text", "`content_html`, `content_text`, `summary`", "the first that is there, as plain text"),
        Row("language", "`language`", "of the item, else of the feed"),
        Row("tags", "`tags`, hashtags of the text", "without `#`, each once"),
        Row("published", "`date_published`", "in any dialect of the wild; else `date_modified`"),
        Row("updated", "`date_modified`"),
        Row("media.kind", "`mime_type`", "else what the address ends in"),
        Row(
            "media.url",
            "`attachments`, `image`, `banner_image`, pictures in the text",
            "of attachments with the same title the first",
        ),
        Row("media.alt", "`title` of the attachment, `alt` of pictures in the text"),
        Row("media.duration", "`duration_in_seconds`"),
        Row("media.width", "`width` of pictures in the text"),
        Row("media.height", "`height` of pictures in the text"),
        Row("links.url", "`external_url`, other attachments, links and frames in the text"),
        Row("links.title", "`title` of the attachment"),
        Row("feed", "the feed's `title`", "else its address"),
    ),
    gaps=(
        Gap("likes", "feeds do not say how a post was received"),
        Gap("liked", "feeds do not say what the reader did with a post"),
        Gap("sensitive", "JSON Feed has no mark for what is not for everyone"),
        Gap("in_reply_to", "items of JSON Feed do not answer each other"),
    ),
)
