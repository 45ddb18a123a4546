"""Outside → items: files, folders and standard input in the formats that feeds and platforms hand out.

In: names of files. Out: `Item`s, the format each file was taken for, and what could not be read.
"""
