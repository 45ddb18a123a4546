"""JSON that looks right and is not: documents of a format with values put where none of their kind belongs.

In: documents. Out: Hypothesis strategies.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Any

from hypothesis import strategies as st

# Texts that readers look into, and halves of surrogate pairs, which JSON can hold.
_TEXTS = st.one_of(
    st.text(max_size=12),
    st.text(st.characters(), max_size=4),
    st.sampled_from(
        [
            *("", " ", "@", "@@x", "#", "did:plc:", "at://", "at://x/app.bsky.feed.post/", "https://", "https://["),
            *("0.0.0", "."),
            *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:60Z", "2026-13-01", "<p><a href='x'>", "&#xD800;", "P1Y"),
            *("\x00", "en_US", "t1_", "[deleted]", "Public", "as:", "@id", "story", "poll", "Announce", "Collection"),
        ]
    ),
)
_NUMBERS = st.one_of(st.integers(), st.floats(), st.sampled_from([-1, 0, 2**53, 2**64, 10**400, 253402300800, -1e18]))
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), _NUMBERS, _TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_TEXTS, inner, max_size=3)),
    max_leaves=6,
)


@st.composite
def mutated(draw: st.DrawFn, documents: Sequence[object]) -> object:
    """One of the documents with up to five of its values replaced, left out, put into a list, or put inside itself."""
    document: Any = [copy.deepcopy(draw(st.sampled_from(documents)))]
    for _ in range(draw(st.integers(1, 5))):
        places = list(_places(document))
        holder, key = draw(st.sampled_from(places))
        match draw(st.integers(0, 5)):
            case 0 if isinstance(holder, dict):
                del holder[key]
            case 1:
                holder[key] = [holder[key], draw(VALUES)]
            case 2:
                holder[key] = copy.deepcopy(document[0])
            case 3:
                other, name = draw(st.sampled_from(places))
                holder[key] = copy.deepcopy(other[name]) if name in _keys(other) else None
            case _:
                holder[key] = draw(VALUES)
    return document[0]


def _keys(holder: Any) -> Any:
    return holder.keys() if isinstance(holder, dict) else range(len(holder))


def _places(value: object) -> Iterator[tuple[Any, Any]]:
    for key in list(_keys(value)) if isinstance(value, dict | list) else ():
        yield value, key
        yield from _places(value[key])  # type: ignore[index]  # a dict or a list
