"""Event files in, results out: what crosses the border as a file."""
