"""The event file and the set-up as a document."""
