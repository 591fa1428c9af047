"""Tests of what was done against plans, estimates and targets."""
