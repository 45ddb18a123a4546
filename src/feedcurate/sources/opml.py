"""Lists of feeds: OPML 1.0 and 2.0 (http://opml.org/spec2.opml).

In: a document of tags. Out: the feeds that somebody subscribed to, with the folders they are in, and what is wrong with
the list. Nothing is fetched, no entity is declared or looked up, and time is linear in the size of the document.
"""

from __future__ import annotations

import html
import re
from xml.parsers import expat

from attrs import define, field, frozen

from feedcurate.model.decision import InputProblem
from feedcurate.sources.addresses import web_address
from feedcurate.sources.content import Markup
from feedcurate.sources.decode import encoding_of
from feedcurate.sources.entries import one_line as headline
from feedcurate.sources.told import Told
from feedcurate.sources.values import words

_DEEPEST = 32
"""How many folders inside folders are told apart."""
_MOST = 100_000
"""How many feeds one list may hold."""
_LARGEST = 16 * 1024 * 1024
"""How many bytes it may have."""
_PROBLEMS = 100
_BARE = re.compile(r"&(?!#?\w{1,32};)")
_REFERENCE = re.compile(r"&(#?\w{1,32};)")
_OF_XML = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FEED_SCHEME = re.compile(r"feed:(?:(?://)?(https?:)|(?=//))", re.IGNORECASE)
_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']", re.IGNORECASE)


@frozen
class Subscription:
    """One feed of a list: its address, its page, and the folders it is in, the outermost first.

    A feed that is in two folders is there twice. `categories` are as the list has them (`/Boston/Weather`, `travel`).
    """

    feed: str
    title: str | None = None
    page: str | None = None
    folders: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()

    @property
    def folder(self) -> str | None:
        """The folders as one name, with `/` between them; None outside of any."""
        return "/".join(self.folders) or None


def subscriptions(
    markup: Markup | bytes, name: str = "OPML"
) -> tuple[tuple[Subscription, ...], tuple[InputProblem, ...]]:
    """The feeds of a list, in its order, and what could not be read of it; `name` is what problems call it."""
    reader = _Reader(Told(name, _PROBLEMS))
    reader.read(markup.data if isinstance(markup, Markup) else markup)
    return tuple(reader.found), reader.told.all()


class _Refused(Exception):
    """A document that does what no list of feeds has to do; the message says what."""


@define
class _Reader:
    """What a list has given so far; `open` has an entry for each open tag: the folder that it is, if it is one."""

    told: Told
    found: list[Subscription] = field(factory=list)
    open: list[str | None] = field(factory=list)
    folders: list[str] = field(factory=list)
    hidden: int | None = None
    is_opml: bool = False

    def read(self, data: bytes) -> None:
        """Read a document; of one that breaks off all that stands before."""
        if len(data) > _LARGEST:
            self.told.problem(None, f"is larger than {_LARGEST:,} bytes, which no list of feeds is")
            return
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.EntityDeclHandler = _refuse
        try:
            parser.Parse(_xml(data).encode("utf-8"), True)
        except _Refused as refused:
            self.told.problem(None, str(refused))
        except expat.ExpatError as error:
            what = expat.ErrorString(error.code)
            self.told.problem(error.lineno, f"is broken from here on: {what}; {len(self.found):,} feeds stand before")
        if not self.is_opml and not self.told.problems:
            self.told.problem(None, "is markup, but no list of feeds")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        given = {name.rpartition(":")[2].lower(): value for name, value in attributes.items()}
        folder = None
        tag = tag.rpartition(":")[2].lower()
        self.is_opml |= tag == "opml"
        if tag == "outline" and self.hidden is None:
            if given.get("iscomment", "").lower() == "true":
                self.hidden = len(self.open)
            elif words(given.get("xmlurl")) is not None:
                self._feed(given)
            elif given.get("type", "").lower() in ("rss", "atom"):
                self.told.problem(None, f"`{_title(given) or 'a feed without a name'}` has no address")
            elif given.get("type", "").lower() == "include":
                self.told.problem(None, f"takes in another list, which is not read: {given.get('url', '')[:200]}")
            elif len(self.folders) < _DEEPEST:
                folder = _title(given)
        self.open.append(folder)
        if folder is not None:
            self.folders.append(folder)

    def _end(self, tag: str) -> None:  # noqa: ARG002 (the parser says which)
        if self.open.pop() is not None:
            self.folders.pop()
        if self.hidden is not None and len(self.open) <= self.hidden:
            self.hidden = None

    def _feed(self, given: dict[str, str]) -> None:
        title, address = _title(given), _address(given["xmlurl"])
        if address is None:
            self.told.problem(None, f"`{title or 'a feed'}` has no address of the web: `{given['xmlurl'][:200]}`")
            return
        if len(self.found) >= _MOST:
            raise _Refused(f"holds more than {_MOST:,} feeds; the rest is not read")
        categories = (one.strip() for one in given.get("category", "").split(","))
        self.found.append(
            Subscription(
                feed=address,
                title=title,
                page=_address(given.get("htmlurl", "")),
                folders=tuple(self.folders),
                categories=tuple(one for one in categories if one),
            )
        )


def _refuse(*_: object) -> None:
    raise _Refused("declares entities, which no list of feeds needs; it is not read further")


def _title(given: dict[str, str]) -> str | None:
    return headline(words(given.get("title")) or words(given.get("text")))


def _address(written: str) -> str | None:
    """An address of the web; `feed:` is what some programs write before it, or for it."""
    return web_address(_FEED_SCHEME.sub(lambda found: found[1] or "http:", written.strip(), count=1), None)


def _xml(data: bytes) -> str:
    """The document as text that XML allows: names of characters replaced, a bare `&` written out, NULs taken out."""
    return _REFERENCE.sub(_written, _BARE.sub("&amp;", _NO_CHARACTER.sub("\ufffd", _text(data))))


def _text(data: bytes) -> str:
    """The text, in the encoding that its first bytes give away, else the one it declares, else UTF-8."""
    found = _DECLARED.match(data[:200])
    known = encoding_of(data[:4]) or (found[1].decode() if found else "utf-8")
    try:
        return data.decode(known, "replace").removeprefix("\ufeff")
    except LookupError:
        return data.decode("utf-8", "replace")


def _written(reference: re.Match[str]) -> str:
    named = reference[1]
    if named in _OF_XML:
        return reference[0]
    character = html.unescape(reference[0])
    if character == reference[0]:
        return f"&amp;{named}"
    return "".join(f"&#{ord(one)};" if not _NO_CHARACTER.match(one) else "\ufffd" for one in character)
