"""Seeded rule files with nothing wrong in them, whose every rule comes with a post on which it fires alone.

In: a seed and a number of rules. Out: a `Clean` program as parts, so that something wrong can be planted into it.

Clean by construction: every topic has words of its own, none of which begins another, so that any rule can fire without
the others and each part of its condition can be true and false by itself; what hides or collapses asks for a stranger
and what keeps asks for a close friend, so that they never meet; every list, topic and `let` is used; dates lie far
ahead; quotas leave room for each other. `tests/benchmarks` confirms it with the interpreter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from attrs import Factory, define, frozen

from benchmarks.proof_posts import Case
from feedcurate import Facts, Item, MemoryHistory

NOW = datetime(2026, 9, 17, 10, 0, tzinfo=UTC)
STRANGER, FRIEND = "somebody@else.example", "joe@town.example"
Fields = Mapping[str, Any]

_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"
_HEAD = """\
set timezone: "UTC"
set me: @mara@example.social
accounts close: @joe@town.example, @sis@example.social, @ana.bsky.social"""
_STRANGER = "let stranger = not author in close"
_SESSIONS = (
    "rule enough for session when passive_time(today) > 40 minutes and passive_share(today) > 70% then pause 1 hour",
    "rule quiet_night for session when now.time in 22:30..07:00 then pause until 07:00",
    'rule often for session when sessions(today) > 12 then nudge "Again?"',
    "rule long_sitting for session when posts_seen(this session) > 150 then wait 5 minutes",
)
_QUOTAS = (
    "at most 1 in 5 when post is suggested", "at most 2 in a row by author", "at most 40 per day", "once per link",
    "at least 2 in 10 when author in close",
)  # fmt: skip


@frozen
class Atom:
    """A part of a condition, with fields of a post that make it true, and some that make it false.

    `author` is merged field by field; `_past` is how many posts the author wrote in the last hours, `_hour` the hour.
    """

    text: str
    yes: Fields
    no: Fields


@frozen
class PostRule:
    """A rule for posts; its condition is all of some atoms."""

    name: str
    when: tuple[Atom, ...]
    actions: tuple[str, ...]
    dates: str = ""

    def text(self) -> str:
        """As written."""
        return rule_text(self.name, " and ".join(atom.text for atom in self.when), self.actions, self.dates)

    @property
    def verb(self) -> str:
        """What it mainly does: the first word of its first action."""
        return self.actions[0].split()[0]

    def witness(self, *more: Atom, without: Atom | None = None) -> Case:
        """A post for which it fires, and some other atoms hold; or one for which all but one of its atoms hold."""
        return case(*[atom.no if atom == without else atom.yes for atom in (*self.when, *more)])


@frozen
class Clean:
    """A program as parts; `lists` hold the topics and lists of the rules, `claims` only true claims."""

    seed: int
    lists: tuple[str, ...]
    rules: tuple[PostRule, ...]
    others: tuple[str, ...]
    quotas: tuple[str, ...]
    claims: tuple[str, ...]

    def text(self, more: Sequence[str] = (), quotas: Sequence[str] = (), without: str = "") -> str:
        """The rule file, with further statements and quotas in it, or without a rule."""
        rules = [rule.text() for rule in self.rules if rule.name != without]
        statements = [*self.lists, *rules, *self.others, *self.claims, *more]
        if any("stranger" in statement for statement in statements):
            statements.append(_STRANGER)
        Random(self.seed).shuffle(statements)
        return "\n".join([_HEAD, *statements, "feed", *(f"    {quota}" for quota in (*self.quotas, *quotas))]) + "\n"


def rule_text(name: str, when: str, actions: Sequence[str], head: str = "") -> str:
    """A rule as written."""
    return f"rule {name} {head}".rstrip() + f"\n    when {when}\n    then {', '.join(actions)}"


def case(*parts: Fields) -> Case:
    """A post of some fields, each of which may come in several parts, at their hour and with their past."""
    fields: dict[str, Any] = {"id": "1", "source": "mastodon", "text": "", "title": "", "author": {"handle": STRANGER}}
    for part in parts:
        for name, value in part.items():
            if name == "author":
                fields["author"] = fields["author"] | value
            else:
                fields[name] = f"{fields['text']} {value}" if name == "text" else value
    now = NOW.replace(hour=fields.pop("_hour", NOW.hour))
    written, author = fields.pop("_past", 0), fields["author"]
    past = [
        Item.model_validate(
            {
                "id": f"h{number}",
                "source": "mastodon",
                "author": author,
                "text": "",
                "published": NOW - _minutes(number),
            }
        )
        for number in range(written)
    ]
    return Case(Item.model_validate(fields), Facts(history=MemoryHistory(past)), now)


def clean(seed: int, rules: int = 20) -> Clean:
    """The program of a seed with so many rules for posts, and some for the other subjects."""
    return _Maker(Random(seed)).program(seed, rules)


@define
class Words:
    """Words that nobody used yet: of one length, no two with the same first five letters."""

    random: Random
    used: set[str] = Factory(set)

    def one(self) -> str:
        """A new word."""
        while True:
            word = "".join(self.random.choice(_CONSONANTS) + self.random.choice(_VOWELS) for _ in range(3))
            if word[:5] not in self.used:
                self.used.add(word[:5])
                return word + self.random.choice(_CONSONANTS)

    def phrase(self) -> str:
        """A phrase of two new words, as an entry of a topic."""
        return f"{self.one()} {self.one()}"


@define
class Topic:
    """A topic of new words: its statement, and what mentions it."""

    name: str
    statement: str
    sample: str

    def atom(self) -> Atom:
        """Mentioned, or not."""
        return Atom(f"post mentions {self.name}", {"text": self.sample}, {})


def topic(words: Words, *, count: int = 3) -> Topic:
    """A topic with so many entries: a phrase, and words, wildcards and hashtags."""
    first, name = words.phrase(), f"t_{words.one()}"
    forms: Sequence[Callable[[], str]] = (
        lambda: f'"{words.one()}"',
        lambda: f'"{words.one()[:6]}*"',
        lambda: f"#{words.one()}",
        lambda: f'"{words.phrase()}"',
    )
    entries = [f'"{first}"', *(words.random.choice(forms)() for _ in range(count - 1))]
    exceptions = f' except "{words.phrase()}"' if words.random.random() < 0.2 else ""
    return Topic(name, f"topic {name}: {', '.join(entries)}{exceptions}", first)


def guards(random: Random) -> list[Atom]:
    """An atom of every dimension: they are independent, so that any of them may stand in one condition."""
    likes, reposts, many = random.randrange(5, 900), random.randrange(2, 90), random.randrange(3, 30)
    minutes, days = random.randrange(1, 20), random.randrange(1, 30)
    clip = {"kind": "video", "duration": timedelta(minutes=minutes + 1)}
    return [
        Atom(f"post.likes > {likes}", {"likes": likes + 1}, {"likes": likes}),
        Atom(f"post.reposts >= {reposts}", {"reposts": reposts}, {"reposts": reposts - 1}),
        Atom("post.kind = video", {"kind": "video"}, {"kind": "article"}),
        Atom("post.language in {en, de}", {"language": "en-GB"}, {"language": "fr"}),
        Atom("post is suggested", {"reason": "suggested"}, {"reason": "following"}),
        Atom(
            f"post.age < {days} days", {"published": NOW - _minutes(60)}, {"published": NOW - timedelta(days=days + 1)}
        ),
        Atom("author.credential < link", {"author": {"claims": []}}, {"author": {"claims": [{"kind": "platform"}]}}),
        Atom("author is bot", {"author": {"bot": True}}, {"author": {"bot": False}}),
        Atom(
            f"any(post.media where media.kind = video and media.duration > {minutes} minutes)",
            {"media": [clip]},
            {"media": [{**clip, "duration": timedelta(minutes=minutes)}]},
        ),
        Atom(f"count(posts by author, 7 days) > {many}", {"_past": many + 1}, {"_past": many - 1}),
        Atom("now.time in 20:00..06:00", {"_hour": 21}, {"_hour": 12}),
    ]


def stranger() -> Atom:
    """The author is known not to be close."""
    return Atom("stranger", {"author": {"handle": STRANGER}}, {"author": {"handle": FRIEND}})


def friend() -> Atom:
    """The author is close."""
    return Atom("author in close", {"author": {"handle": FRIEND}}, {"author": {"handle": STRANGER}})


@define
class _Maker:
    """Makes one program."""

    random: Random

    def program(self, seed: int, count: int) -> Clean:
        words = Words(self.random)
        lists: list[str] = []
        rules = [self.rule(number, words, lists) for number in range(count)]
        others = list(self.others(words, lists, max(2, count // 5)))
        quotas = self.random.sample(_QUOTAS, self.random.randrange(1, len(_QUOTAS) + 1))
        return Clean(seed, tuple(lists), tuple(rules), tuple(others), tuple(quotas), tuple(_true_claims(rules)))

    def rule(self, number: int, words: Words, lists: list[str]) -> PostRule:
        about = topic(words, count=self.random.randrange(1, 5))
        lists.append(about.statement)
        more = self.random.sample(guards(self.random), self.random.choice((0, 1, 1, 2)))
        name = f"{words.one()}_{number}"
        dates = self.random.choice(("", "", "", "", "until 2099-12-31", "from 2020-01-01"))
        match self.random.choice(("hide", "hide", "collapse", "collapse", "block", "keep", "label", "boost", "demote")):
            case "hide":
                actions = ("hide", *self.random.choice(((), (f"label l_{name}",), (f'because "{words.one()}"',))))
                return PostRule(name, (about.atom(), *more, stranger()), actions, dates)
            case "collapse":
                return PostRule(name, (about.atom(), *more, stranger()), (f'collapse "{words.one()}"',), dates)
            case "block":
                return PostRule(name, (about.atom(), *more), ("block",), dates)
            case "keep":
                return PostRule(name, (about.atom(), *more, friend()), ("keep", self.shift("boost")), dates)
            case "label":
                return PostRule(name, (about.atom(), *more), (f"label l_{name}",), dates)
            case verb:
                return PostRule(name, (about.atom(), *more), (self.shift(verb),), dates)

    def shift(self, verb: str) -> str:
        return f"{verb} {self.random.randrange(1, 40)} hours"

    def others(self, words: Words, lists: list[str], count: int) -> Iterator[str]:
        """Rules about accounts, the session and drafts."""
        yield from self.random.sample(_SESSIONS, min(count, self.random.randrange(1, len(_SESSIONS) + 1)))
        for number in range(count):
            about, name = topic(words), f"{words.one()}_of_{number}"
            lists.append(about.statement)
            posts = f"posts by account where post mentions {about.name}"
            least, percent = self.random.randrange(2, 9), self.random.randrange(10, 80)
            if number % 3 == 2:
                asked = f'ask "{words.phrase()}?"'
                yield rule_text(name, f"draft mentions {about.name} and draft.words > {least}", (asked,), "for draft")
            elif number % 3 == 1:
                yield rule_text(name, f"share({posts}, 30 days) > {percent}%", ("suggest mute",), "for account")
            else:
                yield rule_text(name, f"count({posts}, 14 days) >= {least}", ("suggest unfollow",), "for account")


def _true_claims(rules: Sequence[PostRule]) -> Iterator[str]:
    yield 'always "close friends are never hidden": author in close implies not hidden'
    for rule in rules:
        match rule.verb:
            case "block":
                yield f'always "{rule.name} blocks": fires {rule.name} implies blocked'
            case "label":
                yield f'always "{rule.name} labels": fires {rule.name} implies labelled l_{rule.name}'
            case "keep":
                yield f'never "{rule.name} keeps": fires {rule.name} and (hidden or collapsed)'
            case _:
                pass


def _minutes(count: int) -> timedelta:
    return timedelta(minutes=count)
