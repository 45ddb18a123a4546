"""Characters, and pointing at them: sources, spans, diagnostics and how they are shown."""
