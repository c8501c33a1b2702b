"""Sheets v4: books, values, and every change a client may ask for."""
