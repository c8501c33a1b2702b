"""Records on to the office's own ODK or Kobo server."""
