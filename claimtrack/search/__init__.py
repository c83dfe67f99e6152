"""Finding the claims and the passages that a statement may rest on, best first."""
