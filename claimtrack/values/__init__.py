"""Values: text with its offset map, dates as intervals, quantities; nothing here does I/O."""
