"""What each audience is shown."""
