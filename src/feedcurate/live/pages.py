"""A web page → the feeds that it links to.

In: the beginning of a page. Out: the addresses of its feeds, in the order of the page. https://html.spec.whatwg.org,
4.6.6.1: `<link rel="alternate">` of a type that feeds have.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from urllib.parse import urljoin

from feedcurate.live.addresses import NoAddress, web
from feedcurate.sources.base import ReadLimits
from feedcurate.sources.content import Markup, Whole, content
from feedcurate.sources.decode import decoded
from feedcurate.sources.tags import Opening, tags

PAGE_BYTES = 512 * 1024
"""How much of a page is looked at: its feeds are linked from its head."""
_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"})


def is_page(head: bytes) -> bool:
    """Whether the first bytes of a document are those of a web page."""
    found = content(io.BytesIO(head), ReadLimits())
    return isinstance(found, Whole) and isinstance(found.document, Markup) and found.document.root == "html"


def feeds_of(page: bytes, address: str) -> Iterator[str]:
    """The addresses of the feeds that a page at an address links to, ready to be asked for."""
    base = address
    for tag in tags(decoded(page)):
        if not isinstance(tag, Opening):
            continue
        if tag.name == "base" and "href" in tag.attributes and base == address:
            base = urljoin(address, tag.attributes["href"].strip())
        elif tag.name == "link" and _is_feed(tag):
            try:
                yield web(urljoin(base, tag.attributes.get("href", "").strip()))
            except (NoAddress, ValueError):
                continue


def _is_feed(tag: Opening) -> bool:
    kinds = tag.attributes.get("rel", "").lower().split()
    media_type = tag.attributes.get("type", "").partition(";")[0].strip().lower()
    return "alternate" in kinds and media_type in _TYPES and bool(tag.attributes.get("href", "").strip())
