"""The examples of the pages that explain codes, ready to be run.

In: a page. Out: its blocks. What stands behind `error` in the first line of a block says how a test makes the mistake:
`encoding=…` writes the bytes so, `pictures=yes` turns pictures of control characters into these, and anything else is a
limit.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from attrs import field, frozen

from feedcurate.syntax.jsonform import from_json
from feedcurate.syntax.parse import decode, parse
from feedcurate.text.codes import Page
from feedcurate.text.diagnostic import Diagnostic
from feedcurate.text.limits import Limits
from feedcurate.text.span import Source

_BLOCK = re.compile(r"^```(curate|json)( error)?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@frozen
class Block:
    """One example: its text, whether it shows the mistake, and how the mistake is made."""

    language: str
    is_wrong: bool
    text: str
    options: dict[str, str] = field(factory=dict)


def blocks(page: Page) -> Iterator[Block]:
    """The examples of a page, in order."""
    for language, wrong, options, text in _BLOCK.findall(page.text):
        pairs = (option.partition("=") for option in options.split())
        yield Block(language, bool(wrong), text, {key: value for key, _, value in pairs})


def diagnostics(block: Block) -> tuple[Diagnostic, ...]:
    """What reading the example says."""
    if block.language == "json":
        read = from_json(json.loads(block.text))
        return tuple(read) if isinstance(read, list) else ()
    limits = Limits(**{key: int(value) for key, value in block.options.items() if value.isdigit()})
    text = block.text
    if "pictures" in block.options:
        text = re.sub("[\u2400-\u241f]", lambda found: chr(ord(found[0]) - 0x2400), text)
    source = decode(text.encode(block.options.get("encoding", "utf-8")), "page.curate", limits)
    return parse(source, limits).diagnostics if isinstance(source, Source) else (source,)
