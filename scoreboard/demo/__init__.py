"""The shipped competition, played through real calls."""
