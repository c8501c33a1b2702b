"""Tests read as sentences: tests/transcripts/ are conversations, tables are scores, edges run
against the emulators.
"""
