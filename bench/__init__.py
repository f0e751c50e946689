"""Measurements that are read by people: `python -m bench`, or `python -m bench NAME`."""
