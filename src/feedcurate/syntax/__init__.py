"""Source to tree: the grammar, the one door through which files are parsed, the printer and the JSON form."""
