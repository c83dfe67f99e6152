"""What CSL-JSON, BibLaTeX and RIS are read and written with."""
