"""Words: what a text says, as tokens, and which of many phrases it says.

In: texts of a rule file and of posts. Out: patterns, regular expressions, and where they match. This room knows nothing
of rules, posts or the rest of the library.
"""
