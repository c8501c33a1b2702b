"""Checks of every room; run with `make test`."""
