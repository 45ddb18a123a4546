"""Tree to program: names, kinds, lists, words, actions, quotas; each mistake a diagnostic, all of them at once."""
