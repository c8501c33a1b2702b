"""The mirror on this machine: the same folders, files and tables under one directory."""
