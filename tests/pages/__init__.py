"""Pages as people open them: with plain HTTP, and what HTML says is in them."""
