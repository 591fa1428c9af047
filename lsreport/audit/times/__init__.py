"""Tests of times: months within quarters and years, windows that cannot be."""
