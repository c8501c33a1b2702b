"""What a person opens in a browser, behind a token nobody can guess; 404 for any other."""
