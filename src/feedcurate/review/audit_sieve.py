r"""A quick look at the JSON of many posts: which of them may have some phrases or regular expressions at all?

In: the keys of patterns and regular expressions; then posts as JSON, one a line. Out: the places of those that may
match. A post that is left out surely has none; one that is named is looked at properly by others.

Time is saved twice: by RE2 over the raw bytes of hundreds of posts at once, and by reading a post again in folded
form before it is taken for a candidate. Why that is sound (`matching.prefilter` says more about the first part):

1. Each pattern becomes an expression for its words one after the other, with anything but letters and digits between
   them. Where all characters of a post are ASCII, or harmless ones that no normalisation changes or melts with others,
   the words stand in the post as they are, small or capital. Everything else in a post sends it to the second look.
   What is not ASCII in a pattern is there any run of characters beyond ASCII.
2. The second look folds the post as texts are folded before words are compared, and searches for the words of each
   pattern as they are. A fold of the whole can only differ from folds of its parts where addresses, emoji or JSON's own
   signs stand, which are in no phrase together with words.
3. A regular expression looks at each text of a post as it is. Where a post's JSON has no escapes, is harmless as above,
   and the expression speaks of no beginning or end, it is found in the JSON as it is in the text; else all strings of
   the post are searched. The same goes for several posts together: what none of them has, each has not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import re2

from feedcurate.matching import prefilter
from feedcurate.matching.forms import ANY
from feedcurate.matching.normalise import clean, composed, folded
from feedcurate.matching.regexes import Regex

_MEMORY = 64 << 20
_GAP = r"(?:[^a-z0-9\n]|\\[bfnrt]|\\u[0-9a-f]{4})*"
"""Between the words of a phrase: no letter or digit but those of an escape; JSON has no line end inside."""
_TAG_GAP = r"(?:[^a-z0-9_\"\n]|\\[bfnrt\"]|\\u[0-9a-f]{4})*"
"""Between the letters of a tag that is written in several words, inside one string."""
_BEYOND = r"[^\x00-\x7f]+"
_TOGETHER = 16
"""So many posts are searched for regular expressions at once, where any of many may have one."""
_ESCAPES = ((rb"\n", b"\n"), (rb"\"", b'"'), (rb"\t", b"\t"), (rb"\r", b"\r"), (rb"\b", b"\b"), (rb"\f", b"\f"))
_ENDS = re.compile(r"(?<!\[)\^|\$|\\[AzZ]")
_UNICODE = re.compile(r"\\U([0-9a-f]{8})|\\u([0-9a-f]{4})")


class Sieve:
    """Looks for any of some patterns, by their keys, and regular expressions."""

    def __init__(self, keys: Collection[str], regexes: Sequence[Regex]) -> None:
        self._regexes = tuple(regexes)
        self._harmful = _compiled(_harmful())
        raw = [_expression(key, folded_already=False) for key in keys]
        self._first = _compiled("|".join([*raw, _harmful()]))
        self._second = _compiled("|".join(_expression(key, folded_already=True) for key in keys))
        self._has_words_to_find = bool(raw)
        self._plain = [_regex_in_json(one) for one in regexes if not _ENDS.search(one.source)]
        self._has_ends = len(self._plain) < len(self._regexes)

    def candidates(self, texts: Sequence[bytes], joined: bytes) -> Collection[int]:
        """The places of the posts that may match, of some given one by one and joined by line ends."""
        hits = set(self._hits(joined))
        found = {place for place in hits if self._has_words(texts[place]) or self._has_regex(texts[place])}
        if self._regexes and self._may_have_regex(joined):
            for start in range(0, len(texts), _TOGETHER):
                some = range(start, min(start + _TOGETHER, len(texts)))
                if self._may_have_regex(b"\n".join(texts[start : start + _TOGETHER])):
                    found.update(place for place in some if place not in hits and self._has_regex(texts[place]))
        return sorted(found)

    def _may_have_regex(self, joined: bytes) -> bool:
        """Whether any of some posts that the first look lets through may match a regular expression.

        What one of them has, they have together, and with others between them.
        """
        if self._has_ends or b"\\\\" in joined:
            return True
        if b"\\" in joined:
            for escape, sign in _ESCAPES:
                joined = joined.replace(escape, sign)
        return any(one.search(joined) is not None for one in self._plain)

    def _hits(self, joined: bytes) -> Iterator[int]:
        """The posts that the first look does not let through."""
        place = counted = at = 0
        while (match := self._first.search(joined, at)) is not None:
            start = match.start()
            place += joined.count(b"\n", counted, start)
            counted = start
            yield place
            at = joined.find(b"\n", start)
            if at < 0:
                return

    def _has_words(self, text: bytes) -> bool:
        if not self._has_words_to_find:
            return False
        document = text.decode()
        if "\\u" in document:
            document = json.dumps(json.loads(document), ensure_ascii=False)
        return self._second.search(folded(clean(composed(document)))) is not None

    def _has_regex(self, text: bytes) -> bool:
        if not self._regexes:
            return False
        if not self._has_ends and b"\\" not in text and self._harmful.search(text) is None:
            return any(one.search(text) is not None for one in self._plain)
        strings = list(_strings(json.loads(text)))
        return any(one.found(string) for one in self._regexes for string in strings)


def _expression(key: str, *, folded_already: bool) -> str:
    """What stands in a post wherever a pattern matches: the longest stretch of its words that has no star alone."""
    stretches: list[list[str]] = [[]]
    for place in key.split(" "):
        if place == ANY:
            stretches.append([])
        else:
            stretches[-1].append(_place(place, folded_already=folded_already))
    return _GAP.join(max(stretches, key=lambda places: sum(map(len, places))))


def _place(place: str, *, folded_already: bool) -> str:
    """One word, hashtag, mention or emoji of a pattern."""
    word = place.removeprefix("*'").removesuffix("*").removeprefix("\x01")
    if folded_already:
        word = folded(clean(composed(word)))
    if word.startswith("#"):
        return _TAG_GAP.join(_sign(sign, folded_already=folded_already) for sign in word[1:])
    return "".join(_sign(sign, folded_already=folded_already) for sign in word)


def _sign(sign: str, *, folded_already: bool) -> str:
    if folded_already:
        return str(re2.escape(sign))
    if sign == "'":
        return rf"(?:'|{_BEYOND})"
    return str(re2.escape(sign)) if sign.isascii() else _BEYOND


def _harmful() -> str:
    """Finds what may become ASCII, or vanish, when a text is normalised; or is written as an escape."""
    harmless = _UNICODE.sub(lambda code: f"\\x{{{code[1] or code[2]}}}", prefilter.harmless_characters())
    invisible = prefilter.INVISIBLE
    return rf"[^\x00-\x7f{harmless}{invisible}]|[\x00-\x7f][{invisible}]|\\u"


def _regex_in_json(regex: Regex) -> Any:
    return _compiled(regex.source, ignore_case=regex.ignore_case)


def _compiled(expression: str, *, ignore_case: bool = True) -> Any:
    options = re2.Options()
    options.case_sensitive = not ignore_case
    options.never_capture = True
    options.max_mem = _MEMORY
    options.log_errors = False
    return re2.compile(expression, options)


def _strings(value: object) -> Iterator[str]:
    """All texts in a JSON value; names of fields are none."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
