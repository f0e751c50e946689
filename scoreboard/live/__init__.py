"""The live path: rooms, screens, presence."""
