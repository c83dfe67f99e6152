"""What `verify` checks: one file a topic, and one visible list of them all."""
