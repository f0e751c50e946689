"""The scenes: a module for each sort of them."""
