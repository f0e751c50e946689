"""The desk's page of what keeps an event safe: a section for each thing that does."""
