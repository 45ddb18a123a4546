"""HTML → tags and text, in one pass that never looks back.

In: HTML as people and programs write it. Out: a stream of `Words`, `Opening` and `Closing`.

The standard library's parser takes quadratic time over unclosed tags in Python 3.11 and 3.12 (94 s for 120 kB of
`<a `), and no HTML library is among the core's dependencies. This follows the states of the HTML standard's tokenizer
(https://html.spec.whatwg.org/multipage/parsing.html#tokenization) as far as text needs them: whatever is unclosed at
the end is dropped with all that follows it, as browsers do, so nothing is read twice.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from attrs import frozen

_SPACE = "\\t\\n\\f\\r "
_SKIP = re.compile(f"[{_SPACE}/]*")
_TAG_NAME = re.compile(f"[^{_SPACE}/>]*")
_ATTRIBUTE_NAME = re.compile(f"=?[^{_SPACE}/>=]*")
_VALUE = re.compile(f"[{_SPACE}]*=[{_SPACE}]*(?:\"([^\"]*)\"|'([^']*)'|([^{_SPACE}>\"'][^{_SPACE}>]*))?")
# Most tags are as plain as `<p>`, and need no look at each part.
_PLAIN = re.compile("([A-Za-z][A-Za-z0-9]*)>")
_LONG_NUMBER = re.compile(r"&#[0-9]{8,};?")

# What these hold is text up to their own closing tag, whatever it looks like.
_RAW = frozenset({"script", "style", "iframe", "noembed", "noframes", "textarea", "title", "xmp"})
_FRAMES = frozenset({"iframe", "noembed", "noframes"})
_RAW_END = {name: re.compile(f"</{name}(?=[{_SPACE}/>])", re.IGNORECASE) for name in _RAW}


_NO_ATTRIBUTES: Mapping[str, str] = {}
_NO_CLASSES: frozenset[str] = frozenset()


@frozen
class Words:
    """Text between tags, its character references replaced."""

    text: str


@frozen
class Opening:
    """A start tag; names are lower case, of equal attributes the first counts."""

    name: str
    attributes: Mapping[str, str]

    @property
    def classes(self) -> frozenset[str]:
        """The words of its `class`."""
        given = self.attributes.get("class")
        return frozenset(given.split()) if given else _NO_CLASSES


@frozen
class Closing:
    """An end tag."""

    name: str


def unescaped(text: str) -> str:
    """Text with its character references replaced; ones out of range become U+FFFD."""
    if "&" not in text:
        return text
    # `html.unescape` raises ValueError for a number of more than 4,300 digits; none over 7 is a character.
    return html.unescape(_LONG_NUMBER.sub("\ufffd", text) if "&#" in text else text)


def tags(markup: str) -> Iterator[Words | Opening | Closing]:
    """The tags and the text of a piece of HTML, in order; time is linear in its length."""
    position, end = 0, len(markup)
    unclosed: set[str] = set()
    while position < end:
        start = markup.find("<", position)
        if start < 0 or start + 1 == end:
            yield Words(unescaped(markup[position:]))
            return
        after = markup[start + 1]
        if not (after in "!?/" or (after.isascii() and after.isalpha())):
            yield Words(unescaped(markup[position : start + 1]))
            position = start + 1
            continue
        if start > position:
            yield Words(unescaped(markup[position:start]))
        match after:
            case "!" | "?":
                position = _after_comment(markup, start)
            case "/":
                closed = markup.find(">", start + 2)
                if closed < 0:
                    return
                yield Closing(markup[start + 2 : _end(_TAG_NAME, markup, start + 2)].lower())
                position = closed + 1
            case _:
                opening = _opening(markup, start + 1)
                if opening is None:
                    return
                tag, position = opening
                yield tag
                if tag.name in unclosed:
                    yield Closing(tag.name)
                if tag.name in _RAW and tag.name not in unclosed:
                    last = _RAW_END[tag.name].search(markup, position)
                    if last is None and tag.name in _FRAMES:
                        # Its text would be what a browser without frames shows: XHTML closes it in its start tag.
                        unclosed.add(tag.name)
                        yield Closing(tag.name)
                        continue
                    if last is None:
                        return
                    yield Words(markup[position : last.start()])
                    position = last.start()


def _after_comment(markup: str, start: int) -> int:
    if not markup.startswith("<!--", start):
        closed = markup.find(">", start)
        return len(markup) if closed < 0 else closed + 1
    if markup.startswith((">", "->"), start + 4):
        return markup.index(">", start) + 1
    closed = markup.find("-->", start + 4)
    return len(markup) if closed < 0 else closed + 3


def _opening(markup: str, start: int) -> tuple[Opening, int] | None:
    """The start tag whose name begins at `start`, and where it ends; None where it is not closed."""
    plain = _PLAIN.match(markup, start)
    if plain is not None:
        return Opening(plain[1].lower(), _NO_ATTRIBUTES), plain.end()
    position = _end(_TAG_NAME, markup, start)
    name = markup[start:position].lower()
    attributes: dict[str, str] = {}
    while True:
        position = _end(_SKIP, markup, position)
        if position >= len(markup):
            return None
        if markup[position] == ">":
            return Opening(name, attributes), position + 1
        key_start, position = position, _end(_ATTRIBUTE_NAME, markup, position)
        key = markup[key_start:position].lower()
        value = _VALUE.match(markup, position)
        if value is None:
            attributes.setdefault(key, "")
            continue
        position = value.end()
        if value.lastindex is None and markup.startswith(('"', "'"), position):
            return None
        attributes.setdefault(key, unescaped(value[value.lastindex] if value.lastindex else ""))


def _end(pattern: re.Pattern[str], markup: str, position: int) -> int:
    """Where a pattern that begins at `position` ends there, if only where it began."""
    found = pattern.match(markup, position)
    return found.end() if found else position
