"""The page of words: those that cannot be names, and those that a condition starts from.

In: `feedcurate.syntax.reserved`. Out: the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from docs.generating.markdown import codes
from feedcurate.syntax.reserved import RESERVED, STARTERS

PAGE = """\
# Words

## Reserved words

These cannot be names, except after a dot (`post.mentions`). Every other word is free. Where one of them is meant as a
value, it is quoted: `post.language = "is"`.

Those that start a statement:

{starters}

Those that join or ask:

{others}
"""


def pages() -> Iterator[tuple[str, str]]:
    """The page of words."""
    yield (
        "reference/words.md",
        PAGE.format(starters=codes(sorted(STARTERS)), others=codes(sorted(RESERVED - STARTERS))),
    )
