"""From the words of a document to what they state: places, figures, statements, totals with their parts.

Comes in: a file. Goes out: a Story. Knows no rule.
"""
