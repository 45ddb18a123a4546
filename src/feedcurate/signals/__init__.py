"""What is worked out of a post on this machine: the language of its words, and how they sound.

In: posts. Out: signals, in the language's own types, that rules use once they declare them. The packages that do the
work (extra `signals`) carry all they need: nothing is fetched and nothing is sent.
"""
