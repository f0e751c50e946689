"""The live scoreboard of a knowledge competition."""

__version__ = "0.1.0"
