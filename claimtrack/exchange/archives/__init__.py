"""A whole ledger as one folder or one zip file, with the hashes of all that is in it."""
