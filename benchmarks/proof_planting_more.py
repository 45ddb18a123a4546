"""How the other kinds of defects are planted: real by construction, in several variants each.

In: a `Bed`. Out: a `Plant`. Why it is a defect stands at each kind.
"""

from __future__ import annotations

from benchmarks.proof_plants import Bed, Plant
from benchmarks.proof_programs import rule_text, topic


def always_true(bed: Bed) -> Plant:
    """A condition that no post makes false or unknown: what is always known, or its opposite."""
    variant, when = bed.variant(
        (
            ("one or the other", "post is repost or not post is repost"),
            ("among others", "post has link or post.likes > 3 or not post has link"),
            ("implies itself", "post is reply implies post is reply"),
            ("all or nothing", "not (post has title and not post has title)"),
        )
    )
    name = f"holds_{bed.words.one()}"
    return Plant(variant, (rule_text(name, when, (f"label l_{name}",)),), frozenset({name}))


def no_influence(bed: Bed) -> Plant:
    """A part of a condition without which the rule fires on the same posts."""
    about, name, first, second = topic(bed.words), f"idle_{bed.words.one()}", bed.words.one(), bed.words.one()
    mentions, wider = about.atom().text, f"accounts wide_{first}: close, @{first}@else.example"
    variant, when, more = bed.variant(
        (
            ("a lower threshold", f"{mentions} and post.likes > 90 and post.likes > 40", ()),
            ("absorbed", f"{mentions} and ({mentions} or post.likes > 90)", ()),
            ("a wider list", f"{mentions} and author in close and author in wide_{first}", (wider,)),
            ("a shorter phrase", f'{mentions} and post mentions "{first} {second}" and post mentions "{second}"', ()),
            ("a wider range", f"{mentions} and now.time in 20:00..22:00 and now.time in 19:00..23:00", ()),
        )
    )
    rule = rule_text(name, when, (f"label l_{name}",))
    return Plant(variant, (about.statement, *more, rule), frozenset({name}))


def covered_entry(bed: Bed) -> Plant:
    """An entry of a topic that matches nothing but what another entry of it matches."""
    name, first, second = f"t_{bed.words.one()}", bed.words.one(), bed.words.one()
    variant, entries, covered = bed.variant(
        (
            ("a longer phrase", f'"{first}", "{second} {first}"', f'"{second} {first}"'),
            ("a wildcard", f'"{first[:6]}*", "{first}"', f'"{first}"'),
            ("a word and its hashtag", f'"{first}", #{first}', f"#{first}"),
            ("twice", f'"{first}", "{first.upper()}"', f'"{first.upper()}"'),
        )
    )
    rule = rule_text(f"r_{name}", f"post mentions {name} and post.likes > 3", ("demote 1 hour",))
    return Plant(variant, (f"topic {name}: {entries}", rule), frozenset({covered, name}))


def quotas(bed: Bed) -> Plant:
    """Two quotas of which one cannot be met where the other is."""
    variant, lines = bed.variant(
        (
            ("at least and at most", ("at least 4 in 10 when post has video", "at most 1 in 5 when post has video")),
            ("of one window", ("at least 3 in 10 when post has video", "at most 2 in 10 when post has video")),
            ("both halves", ("at least 6 in 10 when post has video", "at least 6 in 10 when not post has video")),
        )
    )
    return Plant(variant, (), frozenset(lines), quotas=lines)


def unused(bed: Bed) -> Plant:
    """A list, a topic or a `let` that nothing uses."""
    first = bed.words.one()
    variant, name, statement = bed.variant(
        (
            ("accounts", f"a_{first}", f"accounts a_{first}: @{first}@else.example"),
            ("sites", f"s_{first}", f"sites s_{first}: {first}.example"),
            ("topic", f"t_{first}", f'topic t_{first}: "{first}"'),
            ("let", f"l_{first}", f"let l_{first} = post.likes > 7"),
        )
    )
    return Plant(variant, (statement,), frozenset({name}))


def empty_regex(bed: Bed) -> Plant:
    """A regular expression that is found in every text, the empty one too."""
    name, first = f"empty_{bed.words.one()}", bed.words.one()
    pattern = bed.variant((f"/({first})*/", f"/{first[0]}?/i", f"/(|{first})/"))
    rule = rule_text(name, f"post.text matches {pattern} and post.likes > 3", ("demote 1 hour",))
    return Plant("a part that may be missing", (rule,), frozenset({name}))


def past_until(bed: Bed) -> Plant:
    """A rule whose last day is over."""
    about, name = topic(bed.words), f"over_{bed.words.one()}"
    until = bed.variant(("until 2020-01-31", "from 2019-01-01 until 2019-06-30", "until 2021-05-01 12:00"))
    rule = rule_text(name, about.atom().text, (f"label l_{name}",), until)
    return Plant("long ago", (about.statement, rule), frozenset({name}))


def shadowed_elsewhere(bed: Bed) -> Plant:
    """A rule for accounts, the session or drafts that asks for more than another one, and does no more than that."""
    about, first = topic(bed.words), bed.words.one()
    posts = f"count(posts by account where post mentions {about.name}, 14 days)"
    subject, conditions, actions = bed.variant(
        (
            ("account", (f"{posts} >= 3", f"{posts} >= 5"), ("suggest unfollow", "suggest mute")),
            ("session", ("sessions(today) > 20", "sessions(today) > 30"), ("pause 1 hour", "pause 30 minutes")),
            ("draft", ("draft.words > 300", "draft.words > 400"), ("hold 10 minutes", "hold 5 minutes")),
        )
    )
    wide, narrow = (
        rule_text(f"{name}_{first}", when, (action,), f"for {subject}")
        for name, when, action in zip(("wide", "narrow"), conditions, actions, strict=True)
    )
    lists = (about.statement,) if subject == "account" else ()
    return Plant(subject, (*lists, wide, narrow), frozenset({f"narrow_{first}"}), twin=f"wide_{first}")
