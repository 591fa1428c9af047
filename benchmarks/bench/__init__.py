"""The benchmark suite: the same work for every engine, checked, in one interleaved run.

    make bench                            # everything; writes the table of docs/benchmarks.md
    python -m benchmarks.bench --quick    # few rounds, printed only

`work` says what a document holds, `cases` which ones are measured, `wordml` writes their
templates in the tags of a `dialects` entry; `peers` installs the engines, `engines/` runs each in
its own process, `measure` times them by turns, `check` reads every document, `table` prints.
"""
