"""Tests of amounts against the amounts that make them up or that they are the rest of."""
