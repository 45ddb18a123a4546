"""A file of the corpus → the items that are read from it, as if served with the headers it names.

In: a path, headers, whether the file has entries. Out: items. A feed without an entry gets an empty one.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path

from feedcurate.model.item import Item
from feedcurate.sources.base import ReadLimits
from feedcurate.sources.content import Served
from feedcurate.sources.stream import read_stream

_ENTRY = re.compile(r"<(?:\w+:)?(?:entry|item)[\s/>]")
_END = re.compile(r"</((?:\w+:)?)(channel|feed|rss|rdf:RDF)\s*>", re.IGNORECASE)
_RDF = re.compile(r"<rdf:rdf", re.IGNORECASE)
_PLAIN = re.compile(r"""type\s*=\s*["'](?:text|text/plain|plain)["']""")


def text_of(path: Path) -> str:
    """A document as text, for what has to be looked up in it: comments and attributes, all of them ASCII."""
    data = path.read_bytes()
    for encoding in ("utf-8", "utf-16", "utf-32"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    return data.decode("latin-1")


def items_of(path: Path, headers: Mapping[str, str], address: str | None) -> tuple[Item, ...]:
    """The items of a file, served from `address` with `headers`."""
    data = path.read_bytes()
    text = data.decode("latin-1")
    if not _ENTRY.search(re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)):
        data = _with_an_entry(text).encode("latin-1")
    served = Served(
        address=headers.get("content-location") or address,
        content_type=headers.get("content-type"),
        language=headers.get("content-language"),
    )
    return read_stream(path.name, io.BytesIO(data), Item, ReadLimits(), None, served).items


def _with_an_entry(text: str) -> str:
    """An empty entry after what a feed says of itself."""
    ends = [end for end in _END.finditer(text) if end[2].lower() in ("channel", "feed")]
    if not ends:
        return text
    end = ends[-1]
    name = "entry" if end[2].lower() == "feed" else "item"
    place = end.end() if _RDF.search(text) else end.start()
    return f"{text[:place]}<{end[1]}{name}/>{text[place:]}"


def is_plain(document: str, element: str, *, in_entry: bool) -> bool:
    """Whether an element of Atom says that it is no HTML, by its `type`, or by having none."""
    body = re.sub(r"<!--.*?-->", "", document, flags=re.DOTALL)
    if not re.search(r"<(?:\w+:)?feed[\s>]", body):
        return False
    entry = _ENTRY.search(body)
    body = body[entry.start() :] if in_entry and entry else body
    start = re.search(rf"<(?:\w+:)?{element}\b([^>]*)>\s*(<\w|[^<]*<[a-z])?", body)
    if start is None:
        return False
    # Markup that is not even escaped is markup, whatever is said of it.
    return start[2] is None and ("type=" not in start[1].replace(" ", "") or _PLAIN.search(start[1]) is not None)
