"""What of the exports of Instagram becomes what. In: nothing. Out: the table of the format."""

from __future__ import annotations

from feedcurate.sources.tables import Gap, Row, Table

TABLE = Table(
    name="instagram",
    title="Instagram export",
    reads=(
        "The JSON files of an export of Instagram: `posts_1.json`, `reels.json`, `stories.json`, "
        "`post_comments_1.json`, `liked_posts.json`, `liked_comments.json`, `story_likes.json`, `posts_viewed.json`, "
        "`videos_watched.json`, `ads_viewed.json`; or the whole export as a zip or a folder. Known by the names of "
        "their lists, or by `media` beside `creation_timestamp`. Labels (`Author`, `Media Owner`, `Comment`) are read "
        "in English."
    ),
    described=("https://help.instagram.com/181231772500920",),
    posts=(
        Row("id", "`uri` of the first picture", "else made of the instant and the text"),
        Row("source", "", "`instagram`"),
        Row("kind", "", "what it shows first; `note` for a comment"),
        Row("title", "", "there is none"),
        Row("text", "`title`, `Comment`", "with the characters that were meant: the files hold bytes as characters"),
        Row("published", "`creation_timestamp`, `timestamp`"),
        Row("in_reply_to.author", "`Media Owner`", "of a comment"),
        Row("media.kind", "what `uri` ends in", "the file itself is in the export, its address is not"),
        Row("mine", "", "true: of posts of others the export has a name and an address at most"),
    ),
    activities=(
        Row("id", "", "made of the kind, the instant and the post: the same at every import"),
        Row("kind", "the list", "`post`, `reply`, `like` or `view`"),
        Row("at", "`creation_timestamp`, `timestamp`"),
        Row("item", "`href`", "the code in the address of a post or reel"),
        Row("account", "`title`, `Author`, `Media Owner`, `Username`"),
        Row("source", "", "`instagram`"),
    ),
    gaps=(
        Gap("url", "the export does not say where one's own posts are"),
        Gap("likes", "the export does not say how one's own posts were received"),
        Gap("duration", "the export does not say how long something was looked at"),
        Gap("bookmarked", "what was saved has a name, an address and an instant, and nothing else of the post"),
    ),
)
