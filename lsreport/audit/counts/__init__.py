"""Tests of counts and of words about a list against the list."""
