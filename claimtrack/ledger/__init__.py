"""Everything in memory and indexed, and the only way to change it."""
