"""Measurements that are read by people: `python -m bench latency`, `python -m bench ranking`."""
