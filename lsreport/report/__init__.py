"""Reports: data, measures, wording and template brought together."""
