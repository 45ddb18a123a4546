"""HTML → what a reader sees: text with its paragraphs, and the links, pictures and hashtags in it.

In: HTML of posts, bios and feed entries. Out: `Prose`. Paragraphs are parted by an empty line, `<br>` is a line end, a
list item begins with `- ` or its number, `<pre>` keeps its spaces; scripts, styles and what they hold are left out.
Mastodon hides parts of an address from view (`<span class="invisible">`); here they stay, so that it is whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import define, field, frozen

from feedcurate.matching.hashtags import signed
from feedcurate.matching.normalise import clean
from feedcurate.model.item import MediaKind
from feedcurate.sources.addresses import web_address
from feedcurate.sources.tags import Closing, Opening, Words, tags, unescaped
from feedcurate.sources.values import count

_SPACES = re.compile(r"[\t\n\f\r ]+")
_LEFT_OUT = frozenset(
    {
        *("script", "style", "template", "head", "title", "iframe", "noembed", "noframes", "svg", "math"),
        *("audio", "video", "canvas", "select", "textarea", "button"),
    }
)
_PARAGRAPHS = frozenset({*("p", "pre", "blockquote", "table", "figure", "hr"), *(f"h{n}" for n in range(1, 7))})
_LINES = frozenset(
    {
        *("div", "section", "article", "header", "footer", "aside", "main", "nav", "address", "figcaption", "tr"),
        *("dt", "dd", "details", "summary", "form", "fieldset", "center", "caption"),
    }
)
_LISTS = frozenset({"ul", "ol", "dl", "menu"})
# Links and pictures in one text; a text with more of them is made to fill the memory.
_MOST = 10_000
_CODE = frozenset({"code", "kbd", "pre", "samp"})
_BEFORE_HASHTAG = frozenset(" \t\n\r\xa0([{\"'«“„‘¡¿")
_EMOJI = frozenset({"emoji", "custom-emoji", "emojione", "wp-smiley"})
_MEDIA = {"img": MediaKind.IMAGE, "video": MediaKind.VIDEO, "audio": MediaKind.AUDIO}


@frozen
class Anchor:
    """A link as it stands in the text."""

    url: str
    text: str
    is_mention: bool = False


@frozen
class Embedded:
    """A picture, clip or recording in the text; sizes in pixels."""

    kind: MediaKind
    url: str
    alt: str | None = None
    width: int | None = None
    height: int | None = None


@frozen
class Prose:
    """What a piece of HTML shows. Hashtags are those marked up as such, as written, without `#`.

    `written_hashtags` are those that only stand in the text, outside of code.
    """

    text: str = ""
    links: tuple[Anchor, ...] = ()
    media: tuple[Embedded, ...] = ()
    hashtags: tuple[str, ...] = ()
    written_hashtags: tuple[str, ...] = ()


def prose(markup: str, *, base: str | None = None, without: Iterable[str] = ()) -> Prose:
    """What a piece of HTML shows; relative addresses are taken from `base`, elements of a class in `without` left out.

    Plain text comes back as it is, its line ends too. Time is linear in the length.
    """
    if "<" not in markup:
        return as_it_is(unescaped(markup))
    page = _Page(base, frozenset(without))
    for tag in tags(markup):
        match tag:
            case Words(text):
                page.words(text)
            case Opening():
                page.opening(tag)
            case Closing(name):
                page.closing(name)
    return page.finished()


def as_it_is(text: str) -> Prose:
    """Plain text."""
    return Prose(text.strip(), written_hashtags=tuple(_hashtags(text)) if "#" in text else ())


def _hashtags(text: str) -> Iterator[str]:
    """The hashtags of a plain text; none begins inside a word or an address."""
    text = clean(text)
    for start, end in signed(text):
        if text[start] == "#" and (start == 0 or text[start - 1] in _BEFORE_HASHTAG):
            yield text[start + 1 : end]


def plain(markup: str) -> str:
    """The text alone."""
    return prose(markup).text


@define
class _Page:
    """The text so far, and what stands between it and the next word."""

    base: str | None
    without: frozenset[str]
    parts: list[str] = field(factory=list)
    newlines: int = 0
    has_space: bool = False
    marker: str = ""
    lists: list[int | None] = field(factory=list)
    pre: int = 0
    is_pre_new: bool = False
    skipped: str = ""
    skipped_depth: int = 0
    is_embedded: bool = False
    anchor: Opening | None = None
    anchor_start: int = 0
    links: list[Anchor] = field(factory=list)
    media: list[Embedded] = field(factory=list)
    hashtags: list[str] = field(factory=list)
    written: dict[str, None] = field(factory=dict)
    code: int = 0

    def words(self, text: str) -> None:
        """Text between tags: spaces fold to one, in `<pre>` they stay."""
        if self.skipped_depth or not text:
            return
        if self.pre:
            # The first line end after the tag is no part of the text.
            text = text.removeprefix("\n") if self.is_pre_new else text
            self.is_pre_new = False
            if text:
                self._put(text)
            return
        folded = _SPACES.sub(" ", text)
        body = folded.strip(" ")
        self.has_space = self.has_space or folded[0] == " "
        if body:
            self._put(body)
            self.has_space = folded[-1] == " "

    def opening(self, tag: Opening) -> None:
        """A start tag: what it means for the layout, and what it holds."""
        name = tag.name
        if self.skipped_depth:
            self.skipped_depth += name == self.skipped
            if name == "source" and self.skipped in _MEDIA and not self.is_embedded:
                self._embed(_MEDIA[self.skipped], tag)
            return
        if name in _MEDIA:
            self._embed(_MEDIA[name], tag)
        elif name == "iframe":
            self._link(tag.attributes.get("src", ""), "", is_mention=False)
        if name in _LEFT_OUT or (self.without and self.without & tag.classes):
            self.skipped, self.skipped_depth = name, 1
        elif name == "br":
            self.newlines = min(2, self.newlines + 1)
        elif name == "li":
            self._part(1)
            self._mark()
        elif name in ("td", "th"):
            self.has_space = True
        elif name == "a":
            self._end_anchor()
            self.anchor, self.anchor_start = tag, len(self.parts)
        else:
            self._block(name)
            if name in _LISTS:
                self.lists.append((count(tag.attributes.get("start")) or 1) if name == "ol" else None)
            self.code += name in _CODE
            if name == "pre":
                self.pre += 1
                self.is_pre_new = True

    def closing(self, name: str) -> None:
        """An end tag."""
        if self.skipped_depth:
            self.skipped_depth -= name == self.skipped
            return
        if name == "a":
            self._end_anchor()
        elif name == "li":
            self.marker = ""
            self._part(1)
        else:
            if name in _LISTS and self.lists:
                self.lists.pop()
            self.code = max(0, self.code - (name in _CODE))
            if name == "pre" and self.pre:
                self.pre -= 1
                self.parts[-1:] = [part.rstrip("\n") for part in self.parts[-1:]]
            self._block(name)

    def finished(self) -> Prose:
        """All of it."""
        self._end_anchor()
        text = "".join(self.parts).strip()
        return Prose(text, tuple(self.links), tuple(self.media), tuple(self.hashtags), tuple(self.written))

    def _block(self, name: str) -> None:
        if name in _PARAGRAPHS:
            self._part(2)
        elif name in _LISTS:
            self._part(1 if self.lists else 2)
        elif name in _LINES:
            self._part(1)

    def _part(self, newlines: int) -> None:
        if not self.marker:
            self.newlines = max(self.newlines, newlines)

    def _mark(self) -> None:
        """The sign before an item: a hyphen, or the item's number in a list that has them."""
        number = self.lists[-1] if self.lists else None
        self.marker = "- " if number is None else f"{number}. "
        if number is not None:
            self.lists[-1] = number + 1

    def _put(self, text: str) -> None:
        if self.parts and self.newlines:
            self.parts.append("\n" * self.newlines)
        elif self.parts and self.has_space:
            self.parts.append(" ")
        self.parts.append(self.marker + text)
        if "#" in text and not self.code:
            self.written.update(dict.fromkeys(_hashtags(text)))
        self.newlines, self.has_space, self.marker = 0, False, ""

    def _end_anchor(self) -> None:
        if self.anchor is None:
            return
        anchor, self.anchor = self.anchor, None
        text = "".join(self.parts[self.anchor_start :]).strip()
        classes, rel = anchor.classes, anchor.attributes.get("rel", "").split()
        if text.startswith("#") and ("hashtag" in classes or "tag" in rel):
            self.hashtags.append(text[1:])
            return
        is_mention = "mention" in classes or "u-url" in classes
        self._link(anchor.attributes.get("href", ""), text, is_mention=is_mention)

    def _link(self, address: str, text: str, *, is_mention: bool) -> None:
        url = web_address(address, self.base)
        if url is not None and len(self.links) < _MOST:
            self.links.append(Anchor(url, text, is_mention))

    def _embed(self, kind: MediaKind, tag: Opening) -> None:
        alt = tag.attributes.get("alt")
        self.is_embedded = False
        if tag.classes & _EMOJI:
            self.words(alt or "")
            return
        # Pages that load pictures late have their address elsewhere, and a placeholder in `src`.
        addresses = (tag.attributes.get("data-src", ""), tag.attributes.get("src", ""))
        url = next((url for address in addresses if (url := web_address(address, self.base))), None)
        width, height = count(tag.attributes.get("width")), count(tag.attributes.get("height"))
        # A picture of one pixel is there to count readers, not to be seen.
        if (
            url is None
            or len(self.media) >= _MOST
            or (width is not None and width <= 1)
            or (height is not None and height <= 1)
        ):
            return
        self.is_embedded = True
        self.media.append(Embedded(kind, url, alt, width, height))
