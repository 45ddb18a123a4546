"""What of Hacker News becomes what. In: nothing. Out: the table of the format."""

from __future__ import annotations

from feedcurate.sources.tables import Gap, Row, Table

TABLE = Table(
    name="hackernews",
    title="Hacker News",
    reads=(
        "Stories, comments, jobs and polls: items of the Firebase API, one, an array, or JSON Lines; from Algolia the "
        "answer of a search (`hits`), and an item with all comments below it (`children`). Known by the type of an "
        "item beside its id."
    ),
    described=("https://github.com/HackerNews/API", "https://hn.algolia.com/api"),
    posts=(
        Row("id", "`id`, `objectID`"),
        Row("source", "", "`hackernews`"),
        Row("url", "`id`", "the page of the item; what a story points to is a link"),
        Row("kind", "`type`, `_tags`", "`link` with an address; `article` with a text, else `note`; `poll`"),
        Row("author.id", "`by`, `author`", "case matters"),
        Row("author.handle", "`by`, `author`", "`name@news.ycombinator.com`"),
        Row("author.name", "`by`, `author`"),
        Row("author.url", "`by`, `author`"),
        Row("author.source", "", "`hackernews`"),
        Row("mentions", "", "there are none"),
        Row("title", "`title`", "a comment has none"),
        Row("summary", "", "there is none"),
        Row("text", "`text`, `story_text`, `comment_text`", "as plain text; unknown when deleted"),
        Row("tags", "", "there are none"),
        Row("published", "`time`, `created_at_i`, `created_at`"),
        Row("in_reply_to.id", "`parent`, `parent_id`"),
        Row("thread", "`story_id`, `id`", "a comment from Firebase does not say which story it is on"),
        Row("media", "", "there are none"),
        Row("links.url", "`url`, links in the text"),
        Row("poll.options", "`options`, `parts`", "where they are given whole, as Algolia does"),
        Row("labels", "`dead`", "`dead`, by `news.ycombinator.com`"),
        Row("replies", "`descendants`, `num_comments`", "all comments below it"),
        Row("score", "`score`, `points`"),
        Row("reason", "`query`", "`search` where words were looked for"),
        Row("visibility", "", "`public`"),
        Row("rank", "the place among the hits of a search"),
    ),
    gaps=(
        Gap("likes", "up votes alone are not told, only less down votes: `score`"),
        Gap("liked", "items do not say what the reader did"),
        Gap("language", "items do not say"),
        Gap("community", "there is only one"),
    ),
)
