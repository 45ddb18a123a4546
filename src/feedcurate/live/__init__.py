"""Feeds where they are: addresses → items, over the network and with care.

In: feed addresses, lists of feeds (OPML), and timelines of Mastodon and Bluesky. Out: items, what each address was
taken for, and what could not be fetched. It is the one room that speaks to other machines; whoever asks it names them.
The network library is in the extra `feeds` and imported when something is fetched.
"""
