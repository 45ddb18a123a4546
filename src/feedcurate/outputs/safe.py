r"""Text of posts and rule files on its way out: short, harmless to a terminal, and whole in JSON.

In: any text, or JSON text. Out: an excerpt for a line of a table; JSON in which control characters are escaped.
What a terminal is shown as text goes through `feedcurate.text.visible.visible`, here and everywhere.
"""

from __future__ import annotations

import re

from feedcurate.text.visible import visible

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What `visible` replaces: C0, DEL, C1, separators of lines, overrides of direction, half characters."""

_LONGEST_EXCERPT = 1_000


def excerpt(text: str) -> str:
    """The beginning of a text on one line: white space of any kind is one space, the rest is visible."""
    return visible(" ".join(text[:_LONGEST_EXCERPT].split()))


def visible_json(text: str) -> str:
    r"""JSON that means the same, with each control character inside its strings written as `\u009b`.

    JSON itself escapes C0 only. Line ends stay: outside strings they are layout, and inside they cannot be.
    """
    return _UNSAFE.sub(lambda found: found[0] if found[0] == "\n" else f"\\u{ord(found[0]):04x}", text)


def ascii_json(text: str) -> str:
    r"""JSON that means the same in ASCII only, for a terminal or pipe that is not UTF-8."""
    return re.sub(r"[^\x00-\x7f]", _utf16_escapes, visible_json(text))


def _utf16_escapes(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
