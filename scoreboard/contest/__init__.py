"""The contest: rules and standings, free of I/O, clock and chance.

Everything here is a function of what it is given: no Flask, no SQL, no files, no time of day and
no random numbers. `tests/unit/test_architecture.py` holds it to that.
"""
