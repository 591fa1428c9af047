"""The engines of the suite, each a script that runs in an environment of its own."""
