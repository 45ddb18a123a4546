"""What to say about a token that cannot stand where it stands: one file for each sort of question."""
