"""The ledger as a folder of pages that any web server, and any disk, can show."""
