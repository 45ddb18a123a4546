"""What of Reddit becomes what. In: nothing. Out: the table of the format."""

from __future__ import annotations

from feedcurate.sources.tables import Gap, Row, Table

TABLE = Table(
    name="reddit",
    title="Reddit",
    reads=(
        "Listings, threads, single posts (`t3`) and comments (`t1`), JSON Lines of them, and the bare data of things, "
        "as archives have them. Known by `kind` and `data`, or by a subreddit beside a text."
    ),
    described=("https://www.reddit.com/dev/api/", "https://github.com/reddit-archive/reddit/wiki/JSON"),
    posts=(
        Row("id", "`name`", "the full name, `t3_…` or `t1_…`"),
        Row("source", "", "`reddit`"),
        Row("url", "`permalink`"),
        Row("kind", "", "`poll`, `image`, `video` or `link` by what is posted; `article` with a text, else `note`"),
        Row("author.id", "`author_fullname`"),
        Row("author.handle", "`author`", "`name@reddit.com`; unknown when deleted"),
        Row("author.name", "`author`"),
        Row("author.url", "`author`"),
        Row("author.source", "", "`reddit`"),
        Row("author.relation", "`author_is_blocked`", "whether the reader blocked it"),
        Row("mentions", "links to users in the text"),
        Row("community", "`subreddit`"),
        Row("title", "`title`", "a comment has none"),
        Row("summary", "", "there is none"),
        Row("text", "`selftext`, `body`", "unknown when deleted or removed"),
        Row("tags", "`link_flair_text`"),
        Row("published", "`created_utc`"),
        Row("updated", "`edited`"),
        Row("in_reply_to.id", "`parent_id`"),
        Row("in_reply_to.author", "`link_author`", "where a comment answers the post itself"),
        Row("thread", "`link_id`, `name`"),
        Row("quote", "`crosspost_parent_list`"),
        Row("media.kind", "`reddit_video`, `gallery_data`, `oembed`, `post_hint`"),
        Row("media.url", "`fallback_url`, `media_metadata`, `url`", "pictures in a text as well"),
        Row("media.alt", "`caption`, the title of an embedded film"),
        Row("media.duration", "`duration`"),
        Row("media.width", "`width`, `x`"),
        Row("media.height", "`height`, `y`"),
        Row("links.url", "`url_overridden_by_dest`, `url`, links in the text"),
        Row("links.title", "`oembed`"),
        Row("links.description", "`oembed`"),
        Row("links.provider", "`oembed`"),
        Row("poll.options", "`poll_data`"),
        Row("poll.closes_at", "`voting_end_timestamp`"),
        Row("sensitive", "`over_18`"),
        Row("sponsored", "`promoted`, `is_created_from_ads_ui`"),
        Row("spoiler", "`spoiler`"),
        Row("labels", "", "there are none"),
        Row("replies", "`num_comments`"),
        Row("score", "`score`", "unless it is hidden"),
        Row("views", "`view_count`"),
        Row("reason", "", "`ad` where it is one"),
        Row("pinned", "`stickied`, `pinned`"),
        Row("visibility", "`subreddit_type`", "`public` where everybody can read"),
        Row("rank", "the place in a listing of posts"),
        Row("liked", "`likes`", "the reader's own vote was up"),
        Row("bookmarked", "`saved`"),
    ),
    gaps=(
        Gap("likes", "up votes alone are not told, only less down votes: `score`"),
        Gap("language", "posts do not say"),
        Gap("author.followers", "a post does not say"),
    ),
)
