"""What is worked out once a program, before the first post: which rules a post can concern at all.

In: a program. Out: guards, an index of them, and both in words.
"""
