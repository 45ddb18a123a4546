"""The published values that our items do not have, each with the reason.

In: nothing. Out: the table; keys are the oracle, the file, the path in what it publishes, and our field.
"""

from __future__ import annotations

ONE_LANGUAGE = "an item has one language, its text's; here the title has another"
NOT_SHOWN = "what an iframe holds is for browsers without frames, and no browser shows it"
CODE = "half of it is what a browser takes for the title of a page and for a script"
PLAIN_ID = "an id is plain text: tags that a feed forgot to escape are left out"
AS_PUBLISHED = "ours is what is published, to the letter; read as HTML, as the comparison does, its `&copy` is a sign"

UNREACHED: dict[tuple[str, str, str, str], str] = {
    ("gofeed", "parser/rss/rss_channel_item_guid_naked_markup.xml", "items.0.guid.value", "id"): PLAIN_ID,
    ("gofeed", "parser/rss/issue_320_legacy_entity_prefix.xml", "title", "community"): AS_PUBLISHED,
    (
        "feedparser",
        "wellformed/lang/entry_title_xml_lang_inherit_4.xml",
        "entries.0.title_detail.language",
        "language",
    ): ONE_LANGUAGE,
    ("feedparser", "wellformed/sanitize/entry_content_iframe.xml", "entries.0.content.0.value", "text"): NOT_SHOWN,
    ("feedparser", "wellformed/sanitize/item_fullitem_crazy.xml", "entries.0.description", "text"): CODE,
}
