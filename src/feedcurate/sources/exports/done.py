"""What the reader did, by an export.

In: what was done, when, and to what. Out: an `Activity` with an id that is the same at every import.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from feedcurate.model.account import Account
from feedcurate.model.activity import Activity, ActivityKind


def done(
    kind: ActivityKind, at: datetime, source: str, item: str | None = None, account: Account | None = None
) -> Activity:
    """An activity of an export; `item` and `account` are what it was about, as far as that is known."""
    about = item or (account and (account.id or account.handle or account.url)) or ""
    return Activity(
        id=f"{source}:{kind.value}:{at.isoformat()}:{about}",
        kind=kind,
        at=at,
        item=item,
        account=account,
        source=source,
    )


def hashed(*parts: object) -> str:
    """An id for what has none: the same for the same parts."""
    return f"sha256:{hashlib.sha256(repr(parts).encode('utf-8', 'surrogatepass')).hexdigest()}"
