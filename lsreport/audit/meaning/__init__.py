"""What the tests share: what a claim says as a number, what a share is of, how things of a list moved.

Comes in: statements. Goes out: facts, never findings.
"""
