"""Drive v3: files, folders, who may open them, uploads."""
