"""The mirror at Google: one door to Drive, one to Sheets, and who the mirror is there."""
