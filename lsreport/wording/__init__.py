"""Figures, dates and periods in the words of an official report."""
