"""Tests of the growth or rate of a whole against those of its parts."""
