"""verify: the content held against what was verified, and figures against quotations.

What is part of every build needs no archive: `lock.check_source` holds a source's quotations
against the lock, `figure_problems.unsupported_figures` a story's figures against its quotations.
`compare.compare`, which `explainer verify` runs, needs the archive, and makes the lock.

Each module is imported by its own name: who looks for words in a copy needs none of the others.
"""
