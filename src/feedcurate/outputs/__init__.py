"""Decisions as a table, as JSON Lines and as one JSON document."""
