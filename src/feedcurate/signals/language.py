"""The language that a post is written in.

In: a post. Out: a code, None where too little is there to tell by. The model is that of py3langid (naive Bayes over
byte sequences, 139 languages).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from feedcurate.matching.pieces import Cut
from feedcurate.signals.words import words_of

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

    from feedcurate.model.item import Item

SUREST = 0.5
"""What is less likely than this is not told: of one in twenty-five English posts that `quality.signals` reads nothing
is, and of none of them a wrong language."""
_NO_LANGUAGE = frozenset({"und", "zxx"})


def detected_language(item: Item) -> str | None:
    """The ISO 639 code of the language that a post's words are in, whatever the post itself says it is."""
    words = words_of(item, (Cut.PLAIN,))
    if not words:
        return None
    code, _ = _identifier().classify(words)
    return None if code in _NO_LANGUAGE else code


def is_english(item: Item) -> bool:
    """Whether a post says that it is in English or, where it says nothing, is found to be."""
    said = item.language or detected_language(item) or ""
    return said.lower().replace("_", "-").partition("-")[0] == "en"


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True, min_confidence=SUREST)
