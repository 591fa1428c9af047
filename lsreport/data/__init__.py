"""YAML files in, typed data out: every value keeps its file and line."""
