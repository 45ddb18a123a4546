"""One file a command, each with a `command`; what is heavy they import when they run."""
