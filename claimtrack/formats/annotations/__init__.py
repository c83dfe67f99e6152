"""W3C Web Annotation: its rules, and the way from claims to annotations and back."""
