"""Tests of a level against how it moved and what it was before."""
