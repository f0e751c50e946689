"""What may be done now, and what it would change."""
