"""Story Explainer: a static-site generator for source-based news explainers.

`ARCHITECTURE.md` in the repository says what each package does, and in which order a build calls
them.
"""

__version__ = "0.9.0"
