"""The rules of the field as pure functions: scoring, ranking, tie-breaks."""
