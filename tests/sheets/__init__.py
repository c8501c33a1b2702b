"""The mirror, against the Google emulator over HTTP and against a directory."""
