"""The quick engine: the same decisions as `engine.deciding`, by asking only the rules that a post can concern.

In: a judge and posts. Out: opinions on them, each with its reasons still to be worked out.
"""
