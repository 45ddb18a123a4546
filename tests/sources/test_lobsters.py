from __future__ import annotations

from feedcurate.model.account import Claim, ClaimKind
from feedcurate.model.item import Link, PostKind, Reference
from feedcurate.sources.lobsters import Lobsters
from tests.sources.given import known, only, piped_json
from tests.sources.test_tables import known_paths

# There are no recorded answers of Lobsters in the corpus: these were written for this project after what the site's
# published program puts into its JSON (`as_json` of stories, comments and users).
STORY: dict[str, object] = {
    "short_id": "abc123",
    "short_id_url": "https://lobste.rs/s/abc123",
    "created_at": "2026-05-01T07:00:00.000-05:00",
    "title": "Rye",
    "url": "https://news.example/rye",
    "score": 12,
    "flags": 1,
    "comment_count": 2,
    "description": '<p>It <em>rose</em>, thanks <a href="https://lobste.rs/~bo" rel="ugc">@bo</a></p>',
    "description_plain": "It *rose*, thanks @bo",
    "submitter_user": "Ann_B",
    "user_is_author": True,
    "tags": ["baking", "show"],
    "comments_url": "https://lobste.rs/s/abc123/rye",
}
COMMENT: dict[str, object] = {
    "short_id": "c1",
    "short_id_url": "https://lobste.rs/c/c1",
    "created_at": "2026-05-01T08:00:00.000-05:00",
    "last_edited_at": "2026-05-01T08:00:00.000-05:00",
    "is_deleted": False,
    "is_moderated": False,
    "score": 3,
    "flags": 0,
    "parent_comment": None,
    "comment": '<p>See <a href="https://x.example/">this</a></p>',
    "comment_plain": "See [this](https://x.example/)",
    "depth": 0,
    "commenting_user": "bo",
    "url": "https://lobste.rs/c/c1",
}


def test_every_field_that_a_story_has_is_in_the_item() -> None:
    """A whole story beside the whole item that it is."""
    item = only(piped_json(STORY))
    assert known(item) == {
        "id": "https://lobste.rs/s/abc123",
        "source": "lobsters",
        "url": "https://lobste.rs/s/abc123/rye",
        "kind": "link",
        "author": {
            "id": "Ann_B",
            "handle": "ann_b@lobste.rs",
            "name": "Ann_B",
            "url": "https://lobste.rs/~Ann_B",
            "source": "lobsters",
        },
        "mentions": [
            {
                "id": "bo",
                "handle": "bo@lobste.rs",
                "name": "bo",
                "url": "https://lobste.rs/~bo",
                "source": "lobsters",
            }
        ],
        "title": "Rye",
        "summary": "",
        "text": "It rose, thanks @bo",
        "tags": ["baking", "show"],
        "published": "2026-05-01T12:00:00Z",
        "thread": "https://lobste.rs/s/abc123",
        "media": [],
        "links": [{"url": "https://news.example/rye"}],
        "labels": [],
        "replies": 2,
        "score": 12,
        "visibility": "public",
    }
    rows = {row.field for row in Lobsters.table.posts}
    assert {path for path in known_paths(item) if path not in rows and path not in ("author", "links")} <= {
        "links.site"
    }


def test_a_story_comes_with_its_comments() -> None:
    """Each knows what it answers: another comment, or the story."""
    below = {**COMMENT, "short_id": "c2", "short_id_url": "https://lobste.rs/c/c2", "parent_comment": "c1", "depth": 1}
    reading = piped_json({**STORY, "comments": [COMMENT, below]})
    assert reading.problems == ()
    story, first, second = reading.items
    assert {item.thread for item in reading.items} == {story.id}
    assert (first.kind, first.title, first.text, first.links) == (
        PostKind.NOTE,
        "",
        "See this",
        (Link(url="https://x.example/"),),
    )
    assert (first.in_reply_to, second.in_reply_to) == (
        Reference(id="https://lobste.rs/s/abc123"),
        Reference(id="https://lobste.rs/c/c1"),
    )
    assert (first.updated, first.score, first.rank) == (None, 3, None)


def test_older_answers_say_the_same_in_other_words() -> None:
    """Users were given whole, and comments only said how far they are set in."""
    user = {
        "username": "Ann_B",
        "created_at": "2020-01-01T00:00:00.000Z",
        "about": "<p>I bake</p>",
        "github_username": "ann",
    }
    indents = (("c1", 1), ("c2", 2), ("c3", 3), ("c4", 2), ("c5", 1))
    comments = [
        {
            **{
                key: value for key, value in COMMENT.items() if key not in ("parent_comment", "depth", "last_edited_at")
            },
            "short_id": name,
            "short_id_url": f"https://lobste.rs/c/{name}",
            "indent_level": indent,
            "updated_at": "2026-05-01T09:00:00.000-05:00",
        }
        for name, indent in indents
    ]
    items = piped_json({**STORY, "submitter_user": user, "comments": comments}).items
    parents = [item.in_reply_to.id for item in items if item.in_reply_to is not None]
    story, c1, c2 = "https://lobste.rs/s/abc123", "https://lobste.rs/c/c1", "https://lobste.rs/c/c2"
    assert parents == [story, c1, c2, c1, story]
    assert items[1].updated is not None
    author = items[0].author
    assert author is not None
    assert (author.bio, author.handle) == ("I bake", "ann_b@lobste.rs")
    assert author.claims == (Claim(kind=ClaimKind.LINK, text="https://github.com/ann", issuer="github.com"),)


def test_what_is_deleted_or_removed_was_there_and_is_unknown() -> None:
    """The site puts a sentence of its own in its place."""
    for gone in ("is_deleted", "is_moderated"):
        item = only(piped_json({**COMMENT, gone: True, "comment": "<em>Comment removed by author</em>"}))
        assert (item.text, item.thread) == (None, None)
        assert item.in_reply_to == Reference()


def test_a_list_of_stories_is_ranked_and_other_sites_are_themselves() -> None:
    """A short id alone may be another story on another site."""
    other = {key: str(value).replace("lobste.rs", "other.example") for key, value in STORY.items() if "url" in key}
    reading = piped_json([STORY, {**STORY, **other, "url": ""}])
    assert [(item.rank, item.id) for item in reading.items] == [
        (1, "https://lobste.rs/s/abc123"),
        (2, "https://other.example/s/abc123"),
    ]
    second = reading.items[1]
    assert second.author is not None
    assert (second.author.handle, second.kind) == ("ann_b@other.example", PostKind.ARTICLE)


def test_odd_values_are_unknown_and_what_is_no_story_is_told() -> None:
    """The rest is read."""
    odd = {
        **STORY,
        "score": "many",
        "tags": [None, "x", 5],
        "description": None,
        "submitter_user": {},
        "created_at": "",
    }
    reading = piped_json([odd, {"short_id": "x"}, {**STORY, "short_id": " ", "short_id_url": None}])
    assert [problem.message for problem in reading.problems] == [
        "post 2: is no story or comment of Lobsters",
        "post 3: has no id",
    ]
    (item,) = reading.items
    assert (item.score, item.tags, item.author, item.text) == (None, ("x",), None, "It *rose*, thanks @bo")
