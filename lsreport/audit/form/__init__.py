"""Tests of how it is written: numbers, marks, brackets, headings, units, tables."""
