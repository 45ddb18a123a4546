"""What stays on disk from one process to the next: rule files that were checked, until they change.

In: a folder of the user's own, and results. Out: the same results in another process, or nothing. Whatever is wrong
with the folder or with what is in it (others may write there, it is full, an entry is broken), it is only not used.
"""
