"""HTML of posts that can be shown: nothing in it runs, and every address is whole.

In: HTML of a feed. Out: HTML without scripts, styles, forms, frames and handlers, by the library nh3 (the extra
`feeds`). Curation itself never needs it: an `Item` has plain text. Who shows posts asks for `ItemWithHtml` in place of
`Item` (or for a class of theirs made from it): `read(inputs, item=ItemWithHtml)`.
"""

from __future__ import annotations

import html
from typing import cast

from pydantic import Field

from feedcurate.errors import MissingExtra
from feedcurate.model.base import Text
from feedcurate.model.item import Item
from feedcurate.sources.addresses import web_address
from feedcurate.sources.base import ItemT
from feedcurate.sources.html import prose
from feedcurate.sources.tags import Opening, Words, tags

_ADDRESSES = frozenset({"href", "src", "cite"})
_SCHEMES = {"http", "https", "mailto"}
# The HTML standard makes a parser look at all open elements for some tags, and open some of them again for others; so
# HTML with more open than any article has is shown as text.
_OPEN = 200
_FORMATTING = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
)
_OPEN_FORMATTING = 30
# These hold nothing, or are closed by the next of their kind.
_CLOSED = frozenset(
    {
        *(
            "area",
            "base",
            "br",
            "col",
            "embed",
            "hr",
            "img",
            "input",
            "link",
            "meta",
            "param",
            "source",
            "track",
            "wbr",
        ),
        *("dd", "dt", "li", "option", "p", "td", "th", "tr"),
    }
)


class ItemWithHtml(Item):
    """A post with the HTML of its text, to be shown; None where the source gives none."""

    html: Text | None = Field(None, description="its text as sanitised HTML, to be shown")


def safe_html(markup: str, base: str | None = None) -> str:
    """HTML that can stand in a page: sanitised, relative addresses taken from `base`. Raises `MissingExtra`."""
    try:
        import nh3
    except ImportError:
        raise MissingExtra("feeds", "sanitising HTML") from None

    def whole(_tag: str, name: str, value: str) -> str | None:
        if name not in _ADDRESSES or value.lower().startswith("mailto:"):
            return value
        return web_address(value, base)

    if _is_deep(markup):
        return _lines(prose(markup).text)
    return nh3.clean(markup, attribute_filter=whole, url_schemes=_SCHEMES)


def _is_deep(markup: str) -> bool:
    """Whether more elements are open at once than in any article."""
    counts = {True: 0, False: 0}
    for tag in tags(markup):
        if isinstance(tag, Words) or tag.name in _CLOSED:
            continue
        kind = tag.name in _FORMATTING
        counts[kind] = max(0, counts[kind] + (1 if isinstance(tag, Opening) else -1))
        if counts[False] > _OPEN or counts[True] > _OPEN_FORMATTING:
            return True
    return False


def _lines(text: str) -> str:
    """Plain text as HTML with the same lines."""
    return html.escape(text.strip(), quote=False).replace("\n", "<br>\n")


def with_html(item: ItemT, markup: str | None, base: str | None, *, is_plain: bool = False) -> ItemT:
    """The item with its HTML, where its class has a place for it; plain text becomes HTML with the same lines."""
    if markup is None or not isinstance(item, ItemWithHtml):
        return item
    written = _lines(markup) if is_plain else safe_html(markup, base)
    return cast(ItemT, item.model_copy(update={"html": written}))
