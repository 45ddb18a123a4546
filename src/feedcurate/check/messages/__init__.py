"""The wording of everything the checker says, a named function each; their pages stand in `text/pages`."""
