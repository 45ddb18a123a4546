"""Conditions that tempt an encoding to say more than is so, beside those of `tests.properties.rules`.

In: nothing. Out: conditions as they are written; they use the lists and signals of `PRELUDE`.
"""

from __future__ import annotations

PRELUDE = (
    "signal tox: share", "signal heat: number", "signal calm: truth", "signal cluster: text",
    "set me: @cat@b.example, @ann@a.example", 'sites wide: good.example, tab.example/a, b.example, ok.example',
    "topic t3: t2, /READ/, \"*'été\", #news except t1",
)  # fmt: skip

GROUPS = {
    "numbers": (
        "post.tox + 10% = 30%", "post.heat + 0.1 = 0.3", "post.heat * 3 > 0.3", "post.heat / 3 <= 0.1",
        "post.likes + post.replies >= 20", "post.likes - post.replies < 0", "post.likes * 2 > 11",
        "post.likes * post.replies > 30", "post.likes / 3 > 4", "post.heat - post.heat = 0", "post.age * 2 > 1 day",
        "post.age / 3 < 7 hours", "post.age / 1 hour > 40", "post.updated - post.published > 2 hours",
        "post.published + 3 days > now", "now - post.published = post.age", "post.likes / 0 > 1",
        "post.heat * 1000000 > 3",
    ),
    "unknowns": (
        "not post.title = post.title", "post has text", "not (post.likes > 3)",
        "post.quote.likes > 3 or not post.quote.likes > 3", "author has bio", "not author is bot", "post has language",
        "post has tags", "post is seen", "not post is seen", "post is mine", "author in me", "reposter in me",
        "author is followed", "author is mutual", "post.tox > 50%", "post is liked_by_me", "post.calm",
        'post.cluster = "a"',
    ),
    "words": (
        'post mentions {"summer", "body"}', 'post mentions "summer body"', 'post.title mentions {"summer *", "* body"}',
        'post.text mentions "cr*"', "post mentions t3", "post.text mentions t3", "post.quote mentions t1",
        'post.quote.text mentions "fine"', 'any(post.media where media.alt mentions {"summer body", #fitspo})',
        "post.title matches /[A-Z]{4}/", "post.title mentions #summerbody", "post.words > 3", "post.title.words > 1",
        "post.title.shouting > 30%", "post.emoji = 0", "post.reading_time > 1 second",
    ),
    "lists": (
        "count(post.media) = 2", "count(post.media where media.kind = image) >= 1",
        "all(post.media where media.kind = video)", "any(post.media where not media.kind = video)", "post has image",
        "count(post.links where link.site in tabloids) < 2", "any(post.links where link.site in wide)",
        "any(post.mentions where mention in close)", 'all(post.mentions where mention.handle = "ann@a.example")',
        "any(post.mentions where any(mention.claims where claim.kind >= platform))", "count(author.claims) > 1",
        "any(author.claims where claim.kind = link)", "count(post.tags where tag = #fitspo) = 1",
        "any(post.media where any(post.tags where tag = #news and media.kind = video))",
        'all(post.labels where label.value = "nsfw")',
    ),
    "accounts": (
        "author in {@ann@a.example, @bob}", "author = reposter", "author = @cat", 'author = "https://b.example/@bob"',
        "post mentions close", "post mentions others", "post mentions me", "post.site in wide", "post.site in tabloids",
        'post.language = "en-GB"', "post.language in {en, de, fr}", "post.language = post.language",
        "author.credential = none", "author.credential < professional", "author has claims",
    ),
    "time": (
        "now.day = fri", "post.published.day = now.day", "post.published.date = now.date",
        "post.published.time < 06:00",
        "post.published.date < 2026-05-05", "now.date between 2026-05-01 and 2026-05-31", "now.time in 23:00..09:00",
        "post.published <= now",
    ),
    "past": (
        "count(posts by author, 7 days) > 1", "count(posts by author, 14 days) >= 1",
        "count(posts by author where post mentions t1, 7 days) >= 1",
        "count(posts by author where post mentions t1 and post has link, 3 days) >= 1",
        "share(posts by author where post mentions t1, 7 days) > 0%", "days(posts by author, 7 days) >= 1",
        "sum(post.likes of posts by author, 7 days) > 10", "average(post.likes of posts, 7 days) > 5",
        "since(posts by author) < 2 days", "count(posts by me, 7 days) < 1", "count(views of author, 7 days) = 0",
        "count(posts by reposter, 30 days) > 0", "passive_time(today) > 1 minute", "posts_seen(7 days) <= 1",
        "session.posts_seen > 1", "count(posts by author, 7 days) + 1 > 2", "count(posts by author, 7 days) in 1..2",
        "count(views, today) between 0 and 3", "any(post.mentions where count(posts by mention, 7 days) > 0)",
    ),
}  # fmt: skip
"""Conditions that have to do with each other."""

ATOMS = tuple(atom for group in GROUPS.values() for atom in group)
