"""How large what people hand in may be: the one object that bounds every step, so that untrusted files are safe.

In: nothing. Out: frozen `Limits`; each excess is a diagnostic that names the limit.
"""

from __future__ import annotations

from attrs import frozen


@frozen(kw_only=True)
class Limits:
    """The bounds on a rule file and on what it uses.

    `file_size` and `list_file_size` are in bytes, `pattern_length` in code points, `regex_memory` in bytes of compiled
    regular expression; the others are numbers of things.
    """

    file_size: int = 4 * 1024 * 1024
    statements: int = 20_000
    inline_entries: int = 10_000
    """The entries of one list, and anything else that a statement lists: actions, operands, quotas, lines."""
    file_entries: int = 1_000_000
    list_file_size: int = 64 * 1024 * 1024
    nesting: int = 64
    pattern_length: int = 1_000
    """The length of one text, regular expression, name, account or site."""
    regex_memory: int = 1024 * 1024
    used_files: int = 100


DEFAULT_LIMITS = Limits()
