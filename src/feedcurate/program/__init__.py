"""A checked rule file: what `check` makes of the tree and every engine runs.

Expressions stand in one table and point at each other by id, so that each distinct one exists once, a table can be
pickled without recursion, and engines keep what they learn in side tables of their own.
"""
