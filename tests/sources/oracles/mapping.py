"""Which published value is which field of ours: the mapping, written before the adapters were tuned to it.

In: nothing. Out: for each oracle a table from paths to names of `facts.COMPARISONS`, and the paths that our model has
no field for, with the reason. A path in neither makes the test fail, so nothing is left out unsaid.

What holds for all of them:

- `entry` stands for `entries[n]` and `items[n]`, `feed` for the feed. What is said of the feed is looked for in an
  entry: its title is `community`, its page the author's address, its language the entry's. A feed without an entry
  gets an empty one before it is read, for nothing of a feed reaches a reader otherwise.
- HTML is compared by its letters, and its links and pictures each by its address (`facts`, `visible`).
- Our model has one text, the fullest that the feed gives: a summary counts where there is no content.
- Of several authors ours has the first, and the feed's page is the address of none that is named. An e-mail address is
  a name where there is no name; feedparser's values do not say whether there is one.
- `links` go by their `rel`: see `LINKS`. Where feedparser's value is of a link whose `rel` is not said, it is passed.
"""

from __future__ import annotations

from collections.abc import Mapping

# By `rel`, which is `alternate` where it is left out. All other relations are between machines.
LINKS: Mapping[str, str] = {
    "alternate": "url",
    "enclosure": "attached",
    "related": "links",
    "via": "links",
}
FEED_LINKS: Mapping[str, str] = {"alternate": "author.url"}

NO_FIELD = "our model has no such field"
MACHINES = "is for machines: our model has posts, not feeds"
WRITING = "says how a value is written, not what it is"
SAME = "repeats another value, which is compared"
FEED_TEXT = "describes the feed; our model has posts only"

# --- feedparser: https://feedparser.readthedocs.io/en/latest/reference.html -------------------------------------

FEEDPARSER: Mapping[str, str] = {
    "entry.title": "title",
    "entry.title_detail.value": "title",
    "entry.description": "text",
    "entry.summary": "text without content",
    "entry.summary_detail.value": "text without content",
    "entry.content.value": "text",
    "entry.id": "id",
    "entry.guid": "id",
    "entry.link": "url",
    "entry.links.href": "links by stated rel",
    "entry.enclosures.href": "attached",
    "entry.enclosures.url": "attached",
    "entry.author": "author",
    "entry.author_detail.name": "author",
    "entry.author_detail.href": "author.url",
    "entry.author_detail.url": "author.url",
    "entry.authors.name": "first author",
    "entry.tags.term": "tag without a label",
    "entry.tags.label": "tags",
    "entry.category": "tags",
    "entry.published_parsed": "published",
    "entry.issued_parsed": "published",
    "entry.created_parsed": "published",
    "entry.updated_parsed": "updated",
    "entry.modified_parsed": "updated",
    "entry.date_parsed": "updated",
    "entry.title_detail.language": "language",
    "entry.summary_detail.language": "language",
    "entry.content.language": "language",
    "entry.language": "language",
    "entry.image.href": "media",
    "entry.media_content.url": "attached",
    "entry.media_thumbnail.url": "media",
    "entry.media_statistics.views": "views",
    "entry.media_starrating.count": "likes",
    "entry.itunes_duration": "duration",
    "entry.itunes_explicit": "sensitive",
    "entry.slash_comments": "replies",
    "entry.thr_total": "replies",
    "entry.thr_in-reply-to.ref": "in_reply_to",
    "entry.source.title": "community",
    "entry.source.author": "author",
    "entry.source.author_detail.name": "author",
    "entry.source.authors.name": "first author",
    "feed.title": "community",
    "feed.title_detail.value": "community",
    "feed.language": "language",
    "feed.link": "author.url",
    "feed.links.href": "feed links by stated rel",
    "feed.author": "author in Atom",
    "feed.author_detail.name": "author in Atom",
    "feed.author_detail.href": "author.url in Atom",
    "feed.author_detail.url": "author.url in Atom",
    "feed.authors.name": "first author in Atom",
    "feed.itunes_explicit": "sensitive",
}
FEEDPARSER_OUTSIDE: Mapping[str, str] = {
    **dict.fromkeys(
        (
            *("entry.contributors", "entry.rights", "entry.copyright", "entry.license", "entry.where", "entry.expired"),
            *("entry.expired_parsed", "entry.itunes_block", "entry.psc_chapters", "entry.subtitle", "entry.publisher"),
            *("entry.publisher_detail", "entry.itunes_order", "entry.itunes_season", "entry.itunes_episode"),
            *("entry.itunes_episodetype", "entry.vcard", "entry.xfn", "entry.media_credit", "entry.media_license"),
            *("entry.media_restriction", "entry.media_player", "entry.media_tags", "entry.comments", "entry.geo_lat"),
            *("entry.geo_long", "entry.rights_detail", "entry.source.rights", "entry.source.icon", "entry.source.id"),
            *("entry.source.generator_detail", "entry.source.updated_parsed", "entry.source.updated"),
            *("entry.source.links", "entry.source.tags", "entry.source.contributors", "entry.source.subtitle"),
            *("entry.source.logo", "entry.source.generator", "entry.source.author_detail.email"),
            *("entry.author_detail.email", "feed.author_detail.email"),
            *("entry.source.author_detail.href", "entry.source.author_detail.url", "entry.authors.email"),
            *("entry.authors.href", "entry.source.link", "entry.source.href", "entry.source.rights_detail"),
            *("entry.source.subtitle_detail", "entry.source.authors", "entry.media_rating", "entry.media_thumbnail"),
            *("entry.cc_license", "entry.creativecommons_license", "entry.media_group", "entry.media_hash"),
            *("entry.media_keywords", "entry.media_community", "entry.slash_section", "entry.slash_department"),
            *("entry.slash_hit_parade", "entry.newlocation", "entry.validity_start", "entry.validity_end"),
            *("entry.created", "entry.image", "entry.authors", "entry.source"),
        ),
        NO_FIELD,
    ),
    **dict.fromkeys(
        (
            *("feed.cloud", "feed.textinput", "feed.ttl", "feed.docs", "feed.generator", "feed.generator_detail"),
            *("feed.errorreportsto", "feed.itunes_block", "feed.validity_end", "feed.validity_start", "feed.id"),
            *("feed.thr_in-reply-to", "feed.docs_detail", "feed.admin_generatoragent", "feed.admin_errorreportsto"),
            *("entry.wfw_comment", "entry.wfw_commentrss", "entry.thr_in-reply-to", "feed.skiphours", "feed.skipdays"),
            *(
                "entry.links",
                "feed.links",
                "version",
                "encoding",
                "bozo",
                "headers",
                "etag",
                "namespaces",
                *("feed.where", "href", "status", "bozo_exception", "entry.guidislink", "entry.itunes_block"),
            ),
        ),
        MACHINES,
    ),
    **dict.fromkeys(
        (
            *("feed.info", "feed.tagline", "feed.subtitle", "feed.description", "feed.copyright", "feed.rights"),
            *("feed.info_detail", "feed.tagline_detail", "feed.subtitle_detail", "feed.copyright_detail", "feed.image"),
            *("feed.rights_detail", "feed.updated", "feed.updated_parsed", "feed.modified", "feed.published"),
            *("feed.created_parsed", "feed.published_parsed", "feed.modified_parsed", "feed.created", "feed.tags"),
            *("feed.contributors", "feed.publisher", "feed.publisher_detail", "feed.icon", "feed.logo", "feed.license"),
            *("feed.summary", "feed.authors.email", "feed.authors.href", "feed.date", "feed.date_parsed", "feed.tag"),
            *("feed.category", "feed.categories", "feed.issued", "feed.issued_parsed", "feed"),
        ),
        FEED_TEXT,
    ),
    **dict.fromkeys(
        (
            *("entry.title_detail", "entry.summary_detail", "entry.content", "feed.title_detail", "entry.tags.scheme"),
            *("entry.enclosures", "entry.media_content", "entry.guidislink", "entry.categories"),
        ),
        WRITING,
    ),
    **dict.fromkeys(
        (
            *("entry.published", "entry.issued", "entry.created", "entry.updated", "entry.modified", "entry.date"),
            *("entry.source.title_detail", "feed.author_detail", "entry.author_detail"),
        ),
        SAME,
    ),
}

# --- gofeed: https://pkg.go.dev/github.com/mmcdole/gofeed -----------------------------------------------------------

GOFEED: Mapping[str, str] = {
    "entry.title": "title",
    "entry.content": "text",
    "entry.content.value": "text",
    "entry.content_html": "text",
    "entry.content_text": "text without HTML",
    "entry.description": "text without content",
    "entry.summary": "text without content",
    "entry.itunesExt.summary": "text without content",
    "entry.link": "url",
    "entry.url": "url",
    "entry.external_url": "links",
    "entry.links.href": "links by rel",
    "entry.enclosure.url": "attached",
    "entry.enclosures.url": "attached",
    "entry.attachments.url": "attached",
    "entry.attachments.duration_in_seconds": "duration",
    "entry.image": "media",
    "entry.image.url": "media",
    "entry.banner_image": "media",
    "entry.guid": "id",
    "entry.guid.value": "id",
    "entry.id": "id",
    "entry.author": "author",
    "entry.author.name": "author",
    "entry.author.email": "author without a name",
    "entry.author.url": "author.url",
    "entry.authors.name": "first author",
    "entry.authors.uri": "first author.url",
    "entry.authors.url": "first author.url",
    "entry.categories": "tags",
    "entry.categories.value": "tags",
    "entry.categories.term": "tag without a label",
    "entry.categories.label": "tags",
    "entry.tags": "tags",
    "entry.dcExt.creator": "first author",
    "entry.dcExt.subject": "tags",
    "entry.itunesExt.duration": "duration",
    "entry.itunesExt.explicit": "sensitive",
    "entry.language": "language",
    "entry.publishedParsed": "published",
    "entry.pubDateParsed": "published",
    "entry.date_published": "published",
    "entry.updatedParsed": "updated",
    "entry.date_modified": "updated",
    "entry.source.title": "community",
    "entry.source.authors.name": "first author",
    "feed.title": "community",
    "feed.link": "author.url where no author is named",
    "feed.home_page_url": "author.url where no author is named",
    "feed.links.href": "feed links by rel",
    "feed.language": "language",
    "feed.authors.name": "first author in Atom",
    "feed.authors.uri": "first author.url in Atom",
    "feed.authors.url": "first author.url in Atom",
    "feed.author.name": "author in Atom",
    "feed.author.url": "author.url in Atom",
}
GOFEED_OUTSIDE: Mapping[str, str] = {
    **dict.fromkeys(
        (
            *("entry.contributors", "entry.rights", "entry.author.avatar", "entry.authors.avatar", "entry.comments"),
            *("entry.authors.email", "entry.source.rights", "entry.source.id", "entry.source.generator"),
            *("entry.source.subtitle", "entry.source.links", "entry.source.categories", "entry.source.contributors"),
            *("entry.source.authors", "entry.source.url", "entry.source.icon", "entry.source.logo", "entry.dcExt"),
            *("entry.source.updated", "entry.source.updatedParsed", "entry.itunesExt", "entry.custom", "entry.image"),
            *("entry.attachments.title", "entry.attachments.size_in_bytes", "entry.source.language"),
        ),
        NO_FIELD,
    ),
    **dict.fromkeys(
        (
            *("feed.version", "feed.feedVersion", "feed.feedType", "feed.feed_url", "feed.feedLink", "feed.next_url"),
            *("feed.docs", "feed.generator", "feed.cloud", "feed.textInput", "feed.skipDays", "feed.skipHours"),
            *("feed.rating", "feed.ttl", "feed.expired", "feed.links", "entry.links", "feed.extensions", "feed.hubs"),
            *("entry.extensions", "feed.id"),
        ),
        MACHINES,
    ),
    **dict.fromkeys(
        (
            *("feed.description", "feed.subtitle", "feed.copyright", "feed.rights", "feed.image", "feed.icon"),
            *("feed.favicon", "feed.logo", "feed.user_comment", "feed.categories", "feed.contributors", "feed.updated"),
            *("feed.updatedParsed", "feed.published", "feed.publishedParsed", "feed.managingEditor", "feed.webMaster"),
            *("feed.author.avatar", "feed.author.email", "feed.authors.email", "feed.authors.avatar", "feed.dcExt"),
            *("feed.itunesExt", "feed.lastBuildDate", "feed.lastBuildDateParsed", "feed.pubDate", "feed.custom"),
            *("feed.pubDateParsed", "feed.author", "feed.authors", "feed"),
        ),
        FEED_TEXT,
    ),
    **dict.fromkeys(
        (
            *("entry.content.type", "entry.content.src", "entry.categories.domain", "entry.categories.scheme"),
            *("entry.guid.isPermalink", "entry.enclosure", "entry.enclosures", "entry.attachments.mime_type"),
        ),
        WRITING,
    ),
    **dict.fromkeys(("entry.published", "entry.updated", "entry.pubDate"), SAME),
}


def outside(table: Mapping[str, str], path: str) -> str | None:
    """Why a path has no field of ours, by the longest beginning of it that the table has; None where it has none."""
    parts = path.split(".")
    return next((table[p] for n in range(len(parts), 0, -1) if (p := ".".join(parts[:n])) in table), None)
