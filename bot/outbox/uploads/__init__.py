"""Form files that came in chat: fetched, checked, answered."""
