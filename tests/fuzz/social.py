"""Documents of platforms, to begin with: those that the tests of their formats were written with.

In: nothing. Out: bytes of JSON, one document of each kind.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from tests.sources.test_social_fuzz import DOCUMENTS


def platforms_to_begin_with() -> Iterator[bytes]:
    """Of every platform; the corpus has no recorded answers of some of them."""
    for documents in DOCUMENTS.values():
        yield from (json.dumps(document).encode() for document in documents)
