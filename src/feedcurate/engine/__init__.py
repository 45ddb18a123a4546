"""From a checked program, posts and facts to decisions with their reasons: the readable reference."""
