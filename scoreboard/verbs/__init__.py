"""The verbs: open the book, check, append, commit, publish."""
