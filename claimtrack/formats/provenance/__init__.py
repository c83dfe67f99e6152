"""Where claims come from, in the terms of W3C PROV: one list of statements, written in two ways."""
