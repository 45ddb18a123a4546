"""The smallest change of one value that would have shown a post."""
