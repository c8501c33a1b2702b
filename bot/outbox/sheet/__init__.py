"""Reports into the Sheet, and what follows when Google is away."""
