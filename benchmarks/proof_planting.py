"""How the main kinds of defects are planted: real by construction, in several variants each.

In: a `Bed`. Out: a `Plant`. Why it is a defect stands at each kind.
"""

from __future__ import annotations

from benchmarks.proof_plants import Bed, Plant, likes, written
from benchmarks.proof_programs import Atom, PostRule, friend, rule_text, stranger, topic


def dead(bed: Bed) -> Plant:
    """A rule two parts of whose condition exclude each other in all three values."""
    words = bed.words
    about, name, first, second = topic(words), f"dead_{words.one()}", words.one(), words.one()
    low = words.random.randrange(10, 90)
    wider = f"accounts wide_{first}: close, @{first}@else.example"
    by_author = "count(posts by author"
    variant, parts, more = bed.variant(
        (
            ("numbers apart", f"post.likes > {low + 9} and post.likes < {low}", ()),
            ("two values of a number", f"post.replies = {low} and post.replies = {low + 1}", ()),
            ("list inside a list", f"author in close and not author in wide_{first}", (wider,)),
            ("through a let", "stranger and author in close", ()),
            ("clocks apart", "now.time in 09:00..11:00 and now.time in 15:00..16:30", ()),
            ("days apart", "now.day in mon..wed and now.day in fri..sun", ()),
            ("two values of an enumeration", "post.kind = video and post.kind = image", ()),
            ("phrase in a phrase", f'post mentions "{first} {second}" and not post mentions "{second}"', ()),
            ("wildcard", f'post mentions "{first}" and not post mentions "{first[:6]}*"', ()),
            ("windows", f"{by_author}, 7 days) > {low} and {by_author}, 30 days) < {low}", ()),
            ("share above all", "share(posts by author where post is repost, 30 days) > 100%", ()),
            ("credentials apart", "author.credential >= platform and author.credential < link", ()),
            ("a flag and its opposite", "post is repost and not post is repost", ()),
            ("ages apart", f"post.age < {low} minutes and post.age > {low} hours", ()),
        )
    )
    actions = (words.random.choice(("hide", "block", f"label l_{name}", "demote 3 hours")),)
    rule = rule_text(name, f"post mentions {about.name} and {parts}", actions)
    return Plant(variant, (about.statement, *more, rule), frozenset({name}))


def shadowed(bed: Bed) -> Plant:
    """A rule that asks for more than another one does, and does no more than that one."""
    name, variant = (
        f"shaded_{bed.words.one()}",
        bed.variant(("a further part", "a higher threshold", "a weaker action")),
    )
    if variant == "a higher threshold":
        low = bed.words.random.randrange(10, 90)
        found, extra = bed.new_rule("hide", likes(low), stranger())
        when = tuple(likes(2 * low) if atom == likes(low) else atom for atom in found.when)
        actions = found.actions
    elif variant == "a further part":
        found, extra = bed.rule("hide", "collapse", "block", "label")
        when, actions = (*found.when, bed.guard(found)), found.actions
    else:
        found, extra = bed.rule("hide", "block")
        when, actions = (*found.when, bed.guard(found)), ('collapse "less"',)
    shade = PostRule(name, when, actions)
    return Plant(variant, (*extra, shade.text()), frozenset({name}), witness=shade.witness(), twin=found.name)


def contradictory(bed: Bed) -> Plant:
    """A rule that keeps posts which another one hides or collapses."""
    name, listed = f"keeps_{bed.words.one()}", bed.words.one()
    found, extra = bed.rule("hide", "collapse")
    handle = f"{listed}@else.example"
    by_list = Atom(f"author in a_{listed}", {"author": {"handle": handle}}, {})
    variant, when, more = bed.variant(
        (
            ("the same words", found.when[0], ()),
            ("a list", by_list, (f"accounts a_{listed}: @{handle}",)),
            ("something else", bed.guard(found), ()),
        )
    )
    keeps = PostRule(name, (when,), ("keep", "boost 1 hour"))
    statements = (*extra, *more, keeps.text())
    return Plant(variant, statements, frozenset({name, found.name}), witness=found.witness(when), twin=found.name)


def duplicate(bed: Bed) -> Plant:
    """A second rule that fires on the same posts and asks for the same, written the same or otherwise."""
    name, let = f"again_{bed.words.one()}", f"l_{bed.words.one()}"
    found, extra = bed.words.random.choice(bed.base.rules), tuple[str, ...]()
    condition = written(found)
    counted, its_statements = bed.new_rule("demote 2 hours", likes(50))
    variant, when, more = bed.variant(
        (
            ("word by word", condition, ()),
            ("in another order", " and ".join(atom.text for atom in reversed(found.when)), ()),
            ("not not", f"not (not ({condition}))", ()),
            ("through a let", let, (f"let {let} = {condition}",)),
            ("de morgan", f"not ({' or '.join(f'not ({atom.text})' for atom in found.when)})", ()),
            ("the other comparison", f"{counted.when[0].text} and not post.likes <= 50", ()),
        )
    )
    if variant == "the other comparison":
        found, extra = counted, its_statements
    rule = rule_text(name, when, found.actions, found.dates)
    statements = (*extra, *more, rule)
    return Plant(variant, statements, frozenset({name, found.name}), witness=found.witness(), twin=found.name)


def false_claim(bed: Bed) -> Plant:
    """A claim that a post refutes."""
    title = f"claim {bed.words.one()}"
    new, its_statements = bed.new_rule("demote 2 hours", likes(7))
    found, extra = bed.rule("hide", "collapse")
    out = {"hide": "hidden", "collapse": "collapsed"}[found.verb]
    variant, claim, witness = bed.variant(
        (
            ("only the words", f"{found.when[0].text} implies {out}", found.witness(without=found.when[-1])),
            ("the opposite", f"not (fires {found.name} and {out})", found.witness()),
            ("another outcome", f"fires {found.name} implies boosted", found.witness()),
            ("off by one", f"fires {new.name} implies post.likes > 8", new.witness()),
            ("a whole list", f"author in close implies not fires {new.name}", new.witness(friend())),
        )
    )
    statements = (*its_statements, *extra, f'always "{title}": {claim}')
    return Plant(variant, statements, frozenset({title}), witness=witness)
