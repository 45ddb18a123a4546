"""Languages: does a range such as `en` cover a tag such as `en-GB`?

In: a language range and a language tag. Out: yes or no, by basic filtering of RFC 4647, section 3.3.1.
"""

from __future__ import annotations


def covers(wanted: str, tag: str) -> bool:
    """Whether the range is the tag or its beginning up to a `-`, in any case; `*` covers all."""
    wanted, tag = wanted.casefold(), tag.casefold()
    return wanted == "*" or tag == wanted or tag.startswith(wanted + "-")
