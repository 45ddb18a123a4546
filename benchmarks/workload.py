"""The work that every figure is about: posts, and rules over them.

In: numbers of posts and rules, and a seed. Out: the same posts and rules for the same numbers and seed.

A post has a text whose length is lognormal (median 180 characters), an author whose frequency follows Zipf's law,
hashtags, a language, a time in 30 days, media and counts. A rule asks whether the text mentions any of five words or
phrases, and whether the post has many likes or is by one of 20 authors, and whether it is no repost; it then gives
the post a label of its own, so that what every contender finds can be compared post by post.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from math import log
from random import Random
from string import ascii_lowercase

from attrs import evolve, frozen

from benchmarks.vocabulary import Vocabulary, vocabulary, zipf
from feedcurate import Account, Item, Link, Media, Via
from feedcurate.model.item import MediaKind, PostKind

SEED = 20_260_501
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
AUTHORS = 2_000
TERMS = 5
LISTED = 20
REPOSTED = 0.15

_MEDIAN = 180
_SPREAD = 0.73
"""The sigma of the length's logarithm: the mean is then 1.3 medians, 235 characters."""

_RANKS = (350, 1_760)
"""Where the words of rules stand in the vocabulary; this, more than anything, sets how many posts a rule matches."""

_UNUSED = "q"
"""A letter that no word of the vocabulary has: with it at its end, a word is in no post."""

_LANGUAGES = ("en", "en", "en", "en", "en", "en", "de", "de", "fr", "pt-BR", None)
_SOURCES = ("mastodon", "mastodon", "mastodon", "bluesky", "bluesky", "reddit", "rss")
_HOSTS = ("social.example", "town.example", "art.example", "bsky.example")
_EMOJI = ("🎉", "😀", "❤️", "👍🏽", "🇩🇪", "👩‍💻")


@frozen
class Rule:
    """A rule as data: `label` if the text mentions a term and there are more `likes` or the author is listed."""

    name: str
    terms: tuple[str, ...]
    likes: int
    authors: tuple[str, ...]

    @property
    def label(self) -> str:
        """What the rule gives a post: its own name."""
        return self.name


@frozen
class Workload:
    """Posts, and the rules over them as data; `text` is the rule file."""

    items: tuple[Item, ...]
    rules: tuple[Rule, ...]

    @property
    def text(self) -> str:
        """The rules in the language."""
        return "\n".join(map(_in_words, self.rules))


def workload(posts: int, rules: int, seed: int = SEED) -> Workload:
    """So many posts and rules. The first posts and rules of a larger workload are those of a smaller one."""
    words = vocabulary(Random(seed))
    names = handles(Random(seed + 1))
    met = words.units[slice(*_RANKS)]
    return Workload(_items(posts, seed), _rules(rules, met, names, Random(seed + 3)))


def further(count: int, seed: int = SEED) -> tuple[Rule, ...]:
    """So many rules of the same shape that fire on no post, as none has their words."""
    random = Random(seed + 5)
    words, names = vocabulary(Random(seed)), handles(Random(seed + 1))
    rules = _rules(count, words.units, names, random)
    return tuple(
        evolve(rule, name=f"further_{number:05}", terms=tuple(f"{term}{_UNUSED}" for term in rule.terms))
        for number, rule in enumerate(rules)
    )


def phrases(count: int, seed: int = SEED) -> list[str]:
    """So many different phrases of two or three words, for one big topic; hardly any post has one."""
    random = Random(seed + 4)
    words = vocabulary(Random(seed)).units
    found: dict[str, None] = {}
    while len(found) < count:
        found[" ".join(random.choices(words, k=random.choice((2, 3))))] = None
    return list(found)


def handles(random: Random, count: int = AUTHORS) -> list[str]:
    """So many different handles."""
    names: dict[str, None] = {}
    while len(names) < count:
        names[f"{''.join(random.choices(ascii_lowercase, k=7))}@{random.choice(_HOSTS)}"] = None
    return list(names)


def accounts(names: Sequence[str], random: Random) -> list[Account]:
    """Those who write: an account for each handle."""
    return [Account(handle=name, name=name.partition("@")[0].title(), bot=random.random() < 0.03) for name in names]


@lru_cache(maxsize=1)
def _items(count: int, seed: int) -> tuple[Item, ...]:
    """So many posts. Those that were made last are kept: they are the same for all numbers of rules."""
    words, names, random = vocabulary(Random(seed)), handles(Random(seed + 1)), Random(seed + 2)
    authors = accounts(names, random)
    frequency = list(accumulate(zipf(len(names))))
    return tuple(post(number, words, authors, frequency, random) for number in range(count))


def post(
    number: int, words: Vocabulary, authors: Sequence[Account], frequency: Sequence[float], random: Random
) -> Item:
    """The post with a number, by one of some authors, whose frequencies are given as sums up to each."""
    author, reposter = random.choices(authors, cum_weights=frequency, k=2)
    tags = tuple(word.replace(" ", "") for word in words.draw(random, random.choice((0, 0, 0, 1, 2, 4))))
    published = NOW - timedelta(seconds=random.randrange(30 * 86_400))
    shared = random.random() < 0.15
    address = f"https://news.example/{random.randrange(10**9)}"
    pictures = random.choice((0, 0, 0, 1, 1, 2))
    return Item(
        id=f"{number:08}",
        source=random.choice(_SOURCES),
        url=f"https://social.example/{number:08}",
        kind=PostKind.IMAGE if pictures else PostKind.NOTE,
        author=author,
        via=Via(account=reposter, at=published + timedelta(minutes=9)) if random.random() < REPOSTED else None,
        text=_text(words, tags, address if shared else None, random),
        language=random.choice(_LANGUAGES),
        tags=tags,
        published=published,
        media=tuple(
            Media(kind=MediaKind.IMAGE, alt=" ".join(words.draw(random, 6)), width=1_200, height=800)
            for _ in range(pictures)
        ),
        links=(Link(url=address, title=" ".join(words.draw(random, 8)).capitalize()),) if shared else (),
        likes=None if random.random() < 0.03 else int(random.lognormvariate(3, 1.5)),
        reposts=int(random.lognormvariate(1.5, 1.5)),
        replies=int(random.lognormvariate(1, 1.2)),
    )


def _text(words: Vocabulary, tags: Sequence[str], address: str | None, random: Random) -> str:
    """Sentences, some with capitals and typographic signs; then some of the hashtags, an address, an emoji.

    No vocabulary word stands behind an address or emoji, so that what stops a phrase is the same to every contender.
    """
    length = min(5_000, max(10, round(random.lognormvariate(log(_MEDIAN), _SPREAD))))
    ending = [f"#{tag}" for tag in tags[:2]]
    if address is not None:
        ending.append(address)
    if random.random() < 0.2:
        ending.append(random.choice(_EMOJI))
    sentences: list[str] = []
    left = length - len(" ".join(ending))
    while left > 0:
        units = words.draw(random, random.randrange(3, 15))
        sentence = " ".join(units)[: max(left, 8)].rsplit(" ", 1)[0].capitalize()
        sentence += " …" if random.random() < 0.06 else random.choice((".", ".", ".", "!", "?"))
        sentences.append(sentence.upper() if random.random() < 0.02 else sentence)
        left -= len(sentence) + 1
    return " ".join(sentences + ending)


def _rules(count: int, words: Sequence[str], names: Sequence[str], random: Random) -> tuple[Rule, ...]:
    return tuple(
        Rule(
            name=f"rule_{number:05}",
            terms=tuple(random.sample(words, TERMS)),
            likes=random.randrange(10, 120),
            authors=tuple(random.sample(names, LISTED)),
        )
        for number in range(count)
    )


def _in_words(rule: Rule) -> str:
    """A rule in the language, with its list of authors."""
    authors = ", ".join(f"@{name}" for name in rule.authors)
    terms = ", ".join(f'"{term}"' for term in rule.terms)
    return (
        f"accounts of_{rule.name}: {authors}\n"
        f"rule {rule.name}\n"
        f"    when post.text mentions {{{terms}}}\n"
        f"        and (post.likes > {rule.likes} or author in of_{rule.name})\n"
        f"        and not post is repost\n"
        f"    then label {rule.label}\n"
    )
