"""What of Mastodon becomes what. In: nothing. Out: the table of the format."""

from __future__ import annotations

from feedcurate.sources.tables import Gap, Row, Table

TABLE = Table(
    name="mastodon",
    title="Mastodon",
    reads=(
        "Statuses as the API of Mastodon gives them: one, an array, JSON Lines, a context, the answer of a search; "
        "notifications and conversations, for the status in them. Other servers with this API (GoToSocial, Pleroma, "
        "Akkoma, Pixelfed, Friendica) are read the same way. Known by an account with a user name beside content or a "
        "boosted status."
    ),
    described=("https://docs.joinmastodon.org/entities/Status/", "https://docs.joinmastodon.org/entities/Account/"),
    posts=(
        Row("id", "`id`", "a boost has its own"),
        Row("source", "", "`mastodon`"),
        Row("url", "`url`, `uri`", "of a boost the boosted status's"),
        Row("kind", "", "`poll` with a poll, else `note`; without words what it shows first"),
        Row("author.handle", "`acct`", "with the host that the server leaves out of its own users' names"),
        Row("author.name", "`display_name`, `username`"),
        Row("author.bio", "`note`", "as plain text"),
        Row("author.url", "`url`, `uri`"),
        Row("author.source", "", "`mastodon`"),
        Row("author.created", "`created_at`"),
        Row("author.bot", "`bot`"),
        Row("author.group", "`group`"),
        Row("author.followers", "`followers_count`", "below zero is unknown"),
        Row("author.following", "`following_count`"),
        Row("author.posts", "`statuses_count`"),
        Row(
            "author.relation", "`relationship` of `pleroma`", "elsewhere a status does not say whom the reader follows"
        ),
        Row("author.claims", "`fields`", "a verified one is a `link`, the rest is `self_described`"),
        Row("via.id", "`id` of the boost"),
        Row("via.account", "`account` of the boost"),
        Row("via.at", "`created_at` of the boost"),
        Row("mentions", "`mentions`"),
        Row("title", "`friendica`", "elsewhere there is none"),
        Row("summary", "`spoiler_text`", "the content warning"),
        Row("text", "`content`", "as plain text"),
        Row("language", "`language`"),
        Row("tags", "`tags`", "else the hashtags in the text"),
        Row("published", "`created_at`"),
        Row("updated", "`edited_at`"),
        Row("in_reply_to.id", "`in_reply_to_id`"),
        Row(
            "in_reply_to.author",
            "`in_reply_to_account_id`",
            "where it is somebody mentioned, or the author; Pleroma names them",
        ),
        Row("thread", "`id`", "of a first post only: the others do not say which thread they are in"),
        Row("quote", "`quote`, `quote_id`, `pleroma`", "of one that may not be seen only its id"),
        Row("media.kind", "`type`"),
        Row("media.url", "`url`, `remote_url`"),
        Row("media.alt", "`description`"),
        Row("media.duration", "`meta`"),
        Row("media.width", "`meta`"),
        Row("media.height", "`meta`"),
        Row("links.url", "links in `content`, `card`", "mentions and hashtags are none"),
        Row("links.title", "`card`"),
        Row("links.description", "`card`"),
        Row("links.provider", "`provider_name` of `card`"),
        Row("poll.options", "`options` of `poll`"),
        Row("poll.closes_at", "`expires_at` of `poll`"),
        Row("sensitive", "`sensitive`"),
        Row("labels", "`filtered`", "the reader's filters on the server that it met, by title; from `filter`"),
        Row("likes", "`favourites_count`"),
        Row("reposts", "`reblogs_count`"),
        Row("replies", "`replies_count`"),
        Row("quotes", "`quotes_count`", "also Pleroma's"),
        Row("pinned", "`pinned`"),
        Row("visibility", "`visibility`", "`private` is `followers`"),
        Row("liked", "`favourited`"),
        Row("reposted", "`reblogged`"),
        Row("bookmarked", "`bookmarked`"),
        Row("mine", "", "in notifications of a like or a boost, which are about the reader's own"),
    ),
    gaps=(
        Gap("author.id", "a server numbers accounts of its own: on another one they are other people"),
        Gap("views", "servers do not count them"),
    ),
)
