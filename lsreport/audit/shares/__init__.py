"""Tests of ratios: shares of a whole, structures, means, yields."""
