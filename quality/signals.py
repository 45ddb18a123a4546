"""`python -m quality.signals`: how often the local signals are right.

In: the English posts of the tuning set, and `tuning/sounds.json`, which says of some of them how they sound to a
reader (bitter, glad, neither; posts that may be read either way are not in it). Out: figures.
"""

from __future__ import annotations

import json
from collections import Counter

from feedcurate.signals.language import detected_language
from feedcurate.signals.sentiment import sentiment
from quality.__main__ import posts_of
from quality.labelled import ROOM, Labelled

BOUNDS = (0.3, 0.5, 0.6)


def told_languages(posts: tuple[Labelled, ...]) -> Counter[str | None]:
    """How many posts are in each language, by their words alone."""
    return Counter(detected_language(post.item) for post in posts)


def found(posts: tuple[Labelled, ...], sound: str, bound: float) -> tuple[int, int, int]:
    """How many of the posts that sound so are found by a bound: right, wrong, missed."""
    sounds: dict[str, str] = json.loads((ROOM / "tuning" / "sounds.json").read_text(encoding="utf-8"))
    sign = -1 if sound == "bitter" else 1
    right = wrong = missed = 0
    for post in posts:
        if post.item.id in sounds:
            score = sentiment(post.item)
            is_found, is_so = score is not None and sign * score >= bound, sounds[post.item.id] == sound
            right += is_found and is_so
            wrong += is_found and not is_so
            missed += is_so and not is_found
    return right, wrong, missed


def main() -> int:
    """Measure and print; the exit status."""
    posts = posts_of("tuning")["en"]
    languages = ", ".join(f"{code or 'not told'} {count}" for code, count in told_languages(posts).most_common())
    print(f"detected_language, {len(posts)} English posts: {languages}\n\nsentiment  right  wrong  missed")
    for sound in ("bitter", "glad"):
        for bound in BOUNDS:
            right, wrong, missed = found(posts, sound, bound)
            name = f"<= -{bound}" if sound == "bitter" else f">= {bound}"
            print(f"{name:9}  {right:5}  {wrong:5}  {missed:6}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
