"""The Word file: package, parts, controls, notes. Knows no statistics."""
