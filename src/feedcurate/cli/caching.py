"""Whether this command may keep checked rule files for the next.

In: the context of the command at hand. Out: true, unless `--no-cache` was given.
"""

from __future__ import annotations

import click


def is_caching() -> bool:
    """Whether checked rule files are kept in the user's cache folder, and looked for there."""
    context = click.get_current_context(silent=True)
    return context is None or not context.find_root().params.get("no_cache", False)
