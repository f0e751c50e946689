"""The kinds of round, a module each: limits, score, what is missing, what is possible, words."""
