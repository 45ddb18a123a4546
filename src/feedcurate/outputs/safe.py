r"""Text of posts and rule files, made safe to show.

In: any text. Out: text in which nothing can move the cursor, colour, retitle or reorder a terminal.
What could is written as the language would write it: `\n`, `\t`, `\u{1b}`.
"""

from __future__ import annotations

import re

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # C0, DEL and C1: line ends, ESC, BEL, CSI, OSC
    "\u061c\u200e\u200f"  # marks of direction
    "\u2028\u2029"  # separators of lines and paragraphs
    "\u202a-\u202e\u2066-\u2069\u206a-\u206f"  # embeddings, overrides and isolates of direction
    "\ufff9-\ufffb"  # interlinear annotation
    "\ud800-\udfff]"  # half a character
)
_NAMED = {"\n": "\\n", "\t": "\\t"}
_LONGEST_EXCERPT = 1_000


def visible(text: str) -> str:
    r"""The text on one line, each control character written out (`\u{1b}`)."""
    return _UNSAFE.sub(lambda found: _NAMED.get(found[0], f"\\u{{{ord(found[0]):x}}}"), text)


def excerpt(text: str) -> str:
    """The beginning of a text on one line: white space of any kind is one space, control characters are written out."""
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
