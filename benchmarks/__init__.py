"""How fast the library is, beside hand-written Python: the same work, one run, ratios."""
