"""How many seeded faults the checks of a sentence find: true sentences, and what makes them false.

`corpora/` holds the sentences, `corpus` reads them, `changes` and `seed` make faults of them,
`site` lets the generator check both, `__main__` counts. The words are annotated by hand, so that
the yardstick does not go by what the checks themselves recognise.
"""
