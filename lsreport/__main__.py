"""`python -m lsreport`, for machines where the command is not on the path."""

from lsreport.cli import main

main()
