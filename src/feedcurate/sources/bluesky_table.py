"""What of Bluesky becomes what. In: nothing. Out: the table of the format."""

from __future__ import annotations

from feedcurate.sources.tables import Gap, Row, Table

TABLE = Table(
    name="bluesky",
    title="Bluesky",
    reads=(
        "Feed views, post views, threads and records as the API of Bluesky gives them: one, arrays, JSON Lines, "
        '`{"feed": […]}`, `{"posts": […]}`, `{"thread": …}`, `{"records": […]}`, bookmarks and notifications. Known by '
        "`at://` addresses beside records."
    ),
    described=(
        "https://docs.bsky.app/docs/api/app-bsky-feed-get-timeline",
        "https://github.com/bluesky-social/atproto/tree/main/lexicons/app/bsky",
    ),
    posts=(
        Row("id", "`uri`", "of a repost the repost's own"),
        Row("source", "", "`bluesky`"),
        Row("url", "`uri`, `handle`", "the page on bsky.app"),
        Row("kind", "", "`note`; without words what it shows first"),
        Row("author.id", "`did`"),
        Row("author.handle", "`handle`", "`handle.invalid` is unknown"),
        Row("author.name", "`displayName`"),
        Row("author.bio", "`description`"),
        Row("author.url", "`handle`, `did`", "the page on bsky.app"),
        Row("author.source", "", "`bluesky`"),
        Row("author.created", "`createdAt` of the profile"),
        Row("author.bot", "`labels`", "where the account has put the label `bot` on itself"),
        Row("author.followers", "`followersCount`"),
        Row("author.following", "`followsCount`"),
        Row("author.posts", "`postsCount`"),
        Row("author.claims", "`verification`", "those that hold are `platform`"),
        Row("author.relation", "`viewer` of the profile"),
        Row("via.id", "`uri` of the reason", "one that is as stable where the server leaves it out"),
        Row("via.account", "`by` of `reasonRepost`"),
        Row("via.at", "`indexedAt` of the reason"),
        Row("mentions", "facets `mention`"),
        Row("title", "", "there is none"),
        Row("summary", "", "there is none"),
        Row("text", "`text`"),
        Row("language", "`langs`", "the first"),
        Row("tags", "facets `tag`, `tags`"),
        Row("published", "`createdAt`", "unless it is later than the server saw the post (`indexedAt`)"),
        Row("in_reply_to.id", "`reply.parent`"),
        Row("in_reply_to.author", "`reply.parent` of the feed view", "else the DID alone"),
        Row("thread", "`reply.root`", "else its own `uri`"),
        Row("quote", "`embed.record`, `embed.recordWithMedia`", "a quoted feed, list or starter pack is a link"),
        Row("media.kind", "`embed.images`, `embed.video`"),
        Row("media.url", "`fullsize`, `playlist`"),
        Row("media.alt", "`alt`"),
        Row("links.url", "facets `link`, `embed.external`"),
        Row("links.title", "`title` of the card"),
        Row("links.description", "`description` of the card"),
        Row("sensitive", "`labels`", "one of them is for adults"),
        Row("labels", "`labels` of the view and of the record", "of each the latest"),
        Row("likes", "`likeCount`"),
        Row("reposts", "`repostCount`"),
        Row("replies", "`replyCount`"),
        Row("quotes", "`quoteCount`"),
        Row("pinned", "`reasonPin`, `viewer.pinned`"),
        Row("visibility", "", "`public`: all posts are"),
        Row("rank", "the place in `feed`"),
        Row("liked", "`viewer.like`"),
        Row("reposted", "`viewer.repost`"),
        Row("bookmarked", "`viewer.bookmarked`"),
    ),
    gaps=(
        Gap("media.width", "`aspectRatio` is a proportion, not a size in pixels"),
        Gap("views", "servers do not count them"),
        Gap("updated", "posts cannot be changed"),
    ),
)
