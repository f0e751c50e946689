"""Spreadsheets: what an organiser fills in, read with every problem at its cell, and written."""
