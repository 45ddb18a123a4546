"""What of Lemmy becomes what. In: nothing. Out: the table of the format."""

from __future__ import annotations

from feedcurate.sources.tables import Gap, Row, Table

TABLE = Table(
    name="lemmy",
    title="Lemmy",
    reads=(
        "Views of posts and comments as the API of Lemmy gives them, of version 0.18 to 1.0: one, an array, JSON "
        "Lines, or the answers that hold them (`posts`, `comments`, `post_view`, `comment_view`, `replies`, "
        "`mentions`, search). Other servers with this API, such as PieFed, are read the same way. Known by a post with "
        "its community and its creator."
    ),
    described=("https://join-lemmy.org/docs/contributors/04-api.html", "https://github.com/LemmyNet/lemmy-js-client"),
    posts=(
        Row("id", "`ap_id`", "the address that means the same on every server; without it `post/` and the number"),
        Row("source", "", "`lemmy`"),
        Row("url", "`ap_id`"),
        Row("kind", "", "`link`, or what file it points to; `article` with a text, else `note`; a comment is a `note`"),
        Row("author.id", "`actor_id` or `ap_id` of `creator`"),
        Row("author.handle", "`name` of `creator`", "with the host of its address"),
        Row("author.name", "`display_name`, `name`"),
        Row("author.bio", "`bio`"),
        Row("author.url", "`actor_id` or `ap_id` of `creator`"),
        Row("author.source", "", "`lemmy`"),
        Row("author.created", "`published`, `published_at`"),
        Row("author.bot", "`bot_account`"),
        Row("author.group", "", "people are none"),
        Row("author.posts", "`post_count`"),
        Row("author.relation", "`creator_blocked`, `person_actions`", "blocked, and the reader's note"),
        Row("mentions", "`@name@host` in the text"),
        Row("community", "`name` of `community`", "with its host: `technology@lemmy.world`"),
        Row("title", "`name`", "a comment has none"),
        Row("summary", "", "there is none"),
        Row("text", "`body`, `content`", "Markdown, as it was written; unknown when deleted or removed"),
        Row("tags", "`tags`", "of the community (1.0)"),
        Row("published", "`published`, `published_at`"),
        Row("updated", "`updated`, `updated_at`"),
        Row(
            "in_reply_to.id",
            "`path`, `post`",
            "of a comment that is not in the same answer only its number",
        ),
        Row("in_reply_to.author", "`creator` of the comment answered", "where it is in the same answer"),
        Row("thread", "`ap_id` of `post`"),
        Row("media.kind", "`url_content_type`, `url`, `embed_video_url`"),
        Row("media.url", "`url`, `embed_video_url`"),
        Row("media.alt", "`alt_text`, `embed_title`"),
        Row("media.width", "`image_details`"),
        Row("media.height", "`image_details`"),
        Row("links.url", "`url`, addresses in the text"),
        Row("links.title", "`embed_title`"),
        Row("links.description", "`embed_description`"),
        Row("sensitive", "`nsfw`", "of a comment that of its post"),
        Row("labels", "", "there are none"),
        Row("likes", "`upvotes`"),
        Row("replies", "`comments`, `child_count`"),
        Row("score", "`score`"),
        Row("pinned", "`featured_community`, `featured_local`"),
        Row("visibility", "`visibility` of `community`", "`private` is `followers`"),
        Row("rank", "the place in a list of posts"),
        Row("liked", "`my_vote`, `like_score`", "the reader's own vote was up; unknown where the server leaves it out"),
        Row("bookmarked", "`saved`, `saved_at`"),
        Row("seen_at", "`read_at`", "1.0; earlier versions only say that it was read"),
    ),
    gaps=(
        Gap("language", "a view gives the server's number of it"),
        Gap("author.claims", "profiles have none"),
    ),
)
