"""What happened before: the posts and activities that a decision may lean on."""
