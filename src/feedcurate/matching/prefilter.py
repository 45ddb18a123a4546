r"""A quick look at a text before it is taken apart: may any of the patterns be in it at all?

In: the keys of patterns, once; then texts, or JSON documents with texts in them. Out: false where surely none is.

Why this is sound: every entry of the line of a text is a stretch of the text itself, only in another form. Of a
pattern, one run of ASCII letters, digits and `_` is looked for, with the `#` or `@` before it. If no character of the
text but the run's own can become one of these signs, and none between two of them is removed, then the run stands in
the small letters of the text wherever the pattern matches. That holds for ASCII, and for texts whose other characters
are all `_HARMLESS`: they are what they are in NFKC, melt into no neighbour and become no ASCII letter without case.
Variation selectors and joiners are removed, but behind a character that stays they cannot bring two letters together.
A pattern without such a run (`диета`, `🦋`) needs a character beyond ASCII that is more than a separator.

In a JSON document, letters that stand side by side in a text still do, unless one is written as `\u0061`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from attrs import frozen
from daachorse import CharwiseDoubleArrayAhoCorasick

from feedcurate.matching.characters import EMOJI_SIGN, REMOVED, within
from feedcurate.matching.forms import ANY
from feedcurate.matching.tokens import EMOJI

MOST_RUNS = 1_000
"""With more runs than this nearly every text has one, and looking would only cost."""

_RUN = re.compile(r"[#@]?[a-z0-9_]+")
_HARMLESS = rf"[[\p{{NFKC_QC=Yes}}--[\p{{M}}{REMOVED}ßẞİ]]…\u00a0]"
_SEPARATING = rf"[{_HARMLESS}&&[\p{{P}}\p{{S}}\p{{Z}}]]--[\p{{Pc}}{EMOJI_SIGN}]"
_HARMLESS_EMOJI = "\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff"
INVISIBLE = "\ufe0f\u200d"
"""What is removed, and can do no harm behind a character beyond ASCII."""

_REMOVED_INSIDE = re.compile(rf"[{INVISIBLE}](?<![^\x00-\x7f].)")

_ESCAPED_SPACE = re.compile(r"\\[bfnrt]")
_NO_RUN = bytes(code for code in range(128) if not (chr(code).isalnum() or chr(code) == "_"))


@frozen(eq=False)
class Prefilter:
    """What is looked for; picklable. `foreign`: there are patterns without a run. `blind`: nothing can be said."""

    runs: CharwiseDoubleArrayAhoCorasick | None
    tags: CharwiseDoubleArrayAhoCorasick | None
    foreign: bool
    blind: bool

    def may_match(self, text: str) -> bool:
        """Whether a pattern may be found in a text."""
        if self.blind:
            return True
        if not text.isascii():
            if not self._is_plain(text):
                return True
            # Letters on both sides of what is left out now stand together: that finds more, and never less.
            text = text.encode("ascii", "ignore").decode("ascii")
        return self.runs is not None and bool(self.runs.find(text.lower()))

    def may_match_inside(self, document: str) -> bool:
        r"""The same for all texts and tags in a JSON document.

        A tag may be written without its `#`, and in several words; so what hashtags are called is looked for as if
        there were nothing but letters.
        """
        if "\\u" in document or self.may_match(document):
            return True
        if self.tags is None:
            return False
        letters = _ESCAPED_SPACE.sub("", document.lower()).encode("ascii", "ignore").translate(None, _NO_RUN)
        return bool(self.tags.find(letters.decode("ascii")))

    def _is_plain(self, text: str) -> bool:
        """Whether no character beyond ASCII is in the way of looking for runs, or for what is foreign."""
        if self.foreign:
            return _no_separator().search(text) is None
        if _harmful().search(text) is not None:
            return False
        return ("\ufe0f" not in text and "\u200d" not in text) or _REMOVED_INSIDE.search(text) is None


def prefilter(keys: Iterable[str]) -> Prefilter:
    """The prefilter of the patterns with these keys."""
    runs: set[str] = set()
    foreign = False
    for key in keys:
        run = max((run for place in key.split(" ") for run in _runs_in(place)), key=len, default="")
        if run:
            runs.add(run)
        elif key.isascii():
            # Not a phrase of this library: nothing but stars or signs.
            return Prefilter(None, None, foreign=False, blind=True)
        else:
            foreign = True
        if len(runs) > MOST_RUNS:
            return Prefilter(None, None, foreign=False, blind=True)
    return Prefilter(_automaton(runs), _automaton({run[1:] for run in runs if run[0] == "#"}), foreign, blind=False)


def _runs_in(place: str) -> list[str]:
    return [] if place == ANY or place[0:1] == EMOJI else _RUN.findall(place)


def _automaton(texts: set[str]) -> CharwiseDoubleArrayAhoCorasick | None:
    return CharwiseDoubleArrayAhoCorasick(sorted(texts)) if texts else None


def harmless_characters() -> str:
    """The characters beyond ASCII that stay as they are and by themselves, as ranges for a set of `re`."""
    return within(_HARMLESS) + _HARMLESS_EMOJI


def separating_characters() -> str:
    """The characters beyond ASCII that only separate words, whatever they stand beside; ranges for a set of `re`."""
    return within(_SEPARATING)


@cache
def _harmful() -> re.Pattern[str]:
    """Finds what may become ASCII, or vanish."""
    return re.compile(rf"[^\x00-\x7f{harmless_characters()}{INVISIBLE}]")


@cache
def _no_separator() -> re.Pattern[str]:
    """Finds all that may be part of a word or an emoji too."""
    return re.compile(rf"[^\x00-\x7f{separating_characters()}]")
