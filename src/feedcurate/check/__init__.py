"""Tree to program: names, kinds, lists, words, actions and quotas, each mistake a diagnostic and all of them at once."""
