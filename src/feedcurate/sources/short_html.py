"""HTML of short posts → what a reader sees, quickly.

In: HTML that is nothing but paragraphs, line ends, spans and links, as microblogs write it. Out: the `Prose` that
`html.prose` makes of it, less `written_hashtags`. Anything else goes to `html.prose`, which stays the one meaning; a
test holds the two together. Bios and their lines, of which a feed repeats a few, are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from feedcurate.sources.addresses import web_address
from feedcurate.sources.html import Anchor, Prose, prose
from feedcurate.sources.tags import unescaped

_TAG = re.compile(r"<(/?)(p|br|a|span)((?:[ \n][^<>]*)?/?)>")
_ATTRIBUTE = re.compile(r"[ \n]+([a-z-]+)=\"([^\"]*)\"")
_ATTRIBUTES = re.compile(r"(?:[ \n]+[a-z-]+=\"[^\"]*\")*[ \n]*/?")
_SPACES = re.compile(r"[\t\n\f\r ]+")
_FOLDING = re.compile(r"[\t\n\f\r]|  ")
_KEPT = 4_096


def short_prose(markup: str, without: Iterable[str] = ()) -> Prose:
    """What a piece of HTML shows; elements of a class in `without` are left out."""
    if "<" not in markup:
        return Prose(unescaped(markup).strip())
    quick = None if without else _quick(markup)
    if quick is not None:
        return quick
    whole = prose(markup, without=without)
    return Prose(whole.text, whole.links, whole.media, whole.hashtags)


@lru_cache(maxsize=_KEPT)
def kept_prose(markup: str) -> Prose:
    """The same of what comes again and again."""
    return short_prose(markup)


def _quick(markup: str) -> Prose | None:
    """The prose, None where there is more in it than paragraphs, line ends, spans and links."""
    pieces = _TAG.split(markup)
    parts: list[str] = []
    links: list[Anchor] = []
    hashtags: list[str] = []
    newlines, has_space = 0, False
    anchor: dict[str, str] | None = None
    anchor_start = 0
    for index in range(0, len(pieces), 4):
        words = pieces[index]
        if words:
            if "<" in words:
                return None
            if "&" in words:
                words = unescaped(words)
            folded = _SPACES.sub(" ", words) if _FOLDING.search(words) else words
            body = folded.strip(" ")
            has_space = has_space or folded[0] == " "
            if body:
                if parts and newlines:
                    parts.append("\n" * newlines)
                elif parts and has_space:
                    parts.append(" ")
                parts.append(body)
                newlines, has_space = 0, folded[-1] == " "
        if index + 1 == len(pieces):
            break
        closing, name, rest = pieces[index + 1 : index + 4]
        if rest and _ATTRIBUTES.fullmatch(rest) is None:
            return None
        if name == "p":
            newlines = 2
        elif name == "br":
            newlines = newlines if closing else min(2, newlines + 1)
        elif name == "a":
            if anchor is not None:
                _end(anchor, "".join(parts[anchor_start:]).strip(), links, hashtags)
                anchor = None
            if not closing:
                anchor, anchor_start = _attributes(rest), len(parts)
    if anchor is not None:
        _end(anchor, "".join(parts[anchor_start:]).strip(), links, hashtags)
    return Prose("".join(parts).strip(), tuple(links), (), tuple(hashtags))


def _attributes(rest: str) -> dict[str, str]:
    made: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(rest):
        made.setdefault(name, unescaped(value))
    return made


def _end(anchor: dict[str, str], shown: str, links: list[Anchor], hashtags: list[str]) -> None:
    classes = anchor.get("class", "").split()
    if shown.startswith("#") and ("hashtag" in classes or "tag" in anchor.get("rel", "").split()):
        hashtags.append(shown[1:])
        return
    url = web_address(anchor.get("href", ""), None)
    if url is not None:
        links.append(Anchor(url, shown, is_mention="mention" in classes or "u-url" in classes))
