"""Why a place is what it is, and what is still possible."""
