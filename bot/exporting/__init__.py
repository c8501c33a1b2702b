"""Every record of a programme as CSV in ODK Central's layout, with its attachments."""
