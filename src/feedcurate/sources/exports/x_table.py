"""What of the archives of X becomes what. In: nothing. Out: the table of the format."""

from __future__ import annotations

from feedcurate.sources.tables import Gap, Row, Table

TABLE = Table(
    name="x",
    title="X (Twitter) archive",
    reads=(
        "The files `tweets.js` (`tweet.js` in older archives), `note-tweet.js` and `like.js` in the `data` folder of "
        "the archive, or the whole archive as a zip or a folder. Known by `tweet`, `noteTweet` or `like` in each "
        "record, or by `id_str` beside `full_text`."
    ),
    described=("https://help.x.com/en/managing-your-account/how-to-download-your-x-archive",),
    posts=(
        Row("id", "`id_str`, `tweetId`, `noteTweetId`"),
        Row("source", "", "`x`"),
        Row("url", "`expandedUrl`, the id"),
        Row("kind", "", "`note`; without words what it shows first"),
        Row(
            "author.handle",
            "`RT @name:` at the beginning of the text",
            "of a repost; of the reader's own posts unknown",
        ),
        Row("author.url", "the same name"),
        Row("author.source", "", "`x`"),
        Row("via.id", "`id_str` of a repost"),
        Row("via.at", "`created_at` of a repost"),
        Row("mentions", "`user_mentions`"),
        Row("title", "", "there is none"),
        Row("text", "`full_text`, `fullText`, `text`", "short addresses (t.co) replaced by those they stand for"),
        Row("language", "`lang`"),
        Row("tags", "`hashtags`"),
        Row("published", "`created_at`", "of liked posts and reposted ones what the number says, since November 2010"),
        Row("in_reply_to.id", "`in_reply_to_status_id_str`"),
        Row("in_reply_to.author", "`in_reply_to_screen_name`"),
        Row("media.kind", "`type` of `extended_entities.media`"),
        Row("media.url", "`media_url_https`, the best of `video_info.variants`"),
        Row("media.alt", "`ext_alt_text`"),
        Row("media.duration", "`duration_millis`"),
        Row("media.width", "`sizes.large`"),
        Row("media.height", "`sizes.large`"),
        Row("links.url", "`expanded_url` of `urls`"),
        Row("sensitive", "`possibly_sensitive`"),
        Row("likes", "`favorite_count`"),
        Row("reposts", "`retweet_count`"),
        Row("liked", "", "of `like.js`: true"),
        Row("mine", "", "of the reader's own posts true, of reposts and likes false"),
    ),
    activities=(
        Row("id", "", "made of the kind, the instant and the post: the same at every import"),
        Row(
            "kind",
            "",
            "`post`, `reply` or `repost`; likes are no activities, since nobody wrote down when they were given",
        ),
        Row("at", "`created_at`"),
        Row("item", "`id_str`", "of a reply what it answers"),
        Row("account", "`in_reply_to_screen_name`"),
        Row("source", "", "`x`"),
    ),
    gaps=(
        Gap("views", "the archive does not say how often a post was seen"),
        Gap("author.name", "who the archive is of stands in another file of it"),
    ),
)
