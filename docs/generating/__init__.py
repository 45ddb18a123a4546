"""One file a generated page: each has `pages()`, which yields paths below `docs/` and their Markdown."""
