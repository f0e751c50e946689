"""Pictures that an organiser puts in: looked at, drawn anew, and nothing else kept of them."""
