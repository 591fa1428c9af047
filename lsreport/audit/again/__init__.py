"""Tests of what is told more than once."""
