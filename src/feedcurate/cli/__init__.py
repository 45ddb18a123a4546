"""The command line: it translates words into calls of the library, and nothing else."""
