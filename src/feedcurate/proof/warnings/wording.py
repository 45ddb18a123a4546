"""A post that shows something, in plain words.

In: a world. Out: one line: who wrote it, what it says, and whatever else is known of it.
"""

from __future__ import annotations

import json

from feedcurate.proof.world import World

_SAID_FIRST = {"id", "source", "author", "text", "published"}
_LONGEST = 200


def post_in_words(world: World) -> str:
    """The post of a world in a line."""
    item = world.item
    author = item.author
    who = None if author is None else author.handle or author.url or author.id
    told = "a post" + (f" by {who}" if who else "") + ("" if item.text is None else f" that says `{item.text}`")
    more = json.loads(item.model_dump_json(exclude_defaults=True, exclude_none=True, exclude=_SAID_FIRST))
    if author is not None:
        about = json.loads(author.model_dump_json(exclude_defaults=True, exclude_none=True))
        more |= {f"author.{name}": about[name] for name in about if name not in ("id", "handle", "url")}
    parts = [f"{name} {json.dumps(value, ensure_ascii=False)}" for name, value in sorted(more.items())]
    whole = told + (f", with {', '.join(parts)}" if parts else "") + f", at {world.now:%Y-%m-%d %H:%M} UTC"
    return whole if len(whole) <= _LONGEST else f"{whole[:_LONGEST]}…"
