"""What of Lobsters becomes what. In: nothing. Out: the table of the format."""

from __future__ import annotations

from feedcurate.sources.tables import Gap, Row, Table

TABLE = Table(
    name="lobsters",
    title="Lobsters",
    reads=(
        "The JSON that stands beside every page (`/hottest.json`, `/s/….json`): lists of stories, a story with its "
        "comments, comments; JSON Lines of them. Other sites that run the same program are read the same way. Known by "
        "short ids beside the address of the comments, or beside a comment and who wrote it."
    ),
    described=("https://lobste.rs/about", "https://github.com/lobsters/lobsters"),
    posts=(
        Row("id", "`short_id_url`", "the short address; short ids alone are given anew on every site"),
        Row("source", "", "`lobsters`"),
        Row("url", "`comments_url`, `url` of a comment"),
        Row("kind", "", "`link` with an address; `article` with a text, else `note`; a comment is a `note`"),
        Row("author.id", "`submitter_user`, `commenting_user`"),
        Row("author.handle", "the user's name", "with the host of the site"),
        Row("author.name", "the user's name"),
        Row("author.bio", "`about`", "where the site gives the user whole, as it did until 2024"),
        Row("author.url", "the user's name"),
        Row("author.source", "", "`lobsters`"),
        Row("author.created", "`created_at` of the user", "the same"),
        Row("author.claims", "`github_username`, `twitter_username`", "a `link`: the site had the user sign in there"),
        Row("mentions", "links to users in the text"),
        Row("title", "`title`", "a comment has none"),
        Row("summary", "", "there is none"),
        Row("text", "`description`, `comment`", "as plain text; unknown when deleted or removed"),
        Row("tags", "`tags`"),
        Row("published", "`created_at`"),
        Row("updated", "`last_edited_at`, `updated_at`", "more than a minute after it was made"),
        Row("in_reply_to.id", "`parent_comment`, `indent_level`", "else the story"),
        Row("thread", "`short_id_url` of the story", "a comment alone does not say"),
        Row("media", "", "there are none"),
        Row("links.url", "`url` of a story, links in the text"),
        Row("labels", "", "there are none"),
        Row("replies", "`comment_count`", "of a story"),
        Row("score", "`score`"),
        Row("visibility", "", "`public`"),
        Row("rank", "the place in a list of stories"),
    ),
    gaps=(
        Gap("likes", "up votes alone are not told, only less flags: `score`"),
        Gap("liked", "the JSON does not say what the reader did"),
        Gap("community", "there is only one"),
        Gap("language", "stories do not say"),
    ),
)
