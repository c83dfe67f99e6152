"""Import and export: what is the same, what is new, what differs; all of it or nothing."""
