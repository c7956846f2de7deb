"""How the command ends."""

PUBLISH, CONTENT_ERRORS, USAGE, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: the site can be published; its content keeps it from that; the command could not be
carried out (a wrong option, an unusable mkdocs.yml, a folder that cannot be written); it was
interrupted (128 and the signal's number, as shells have it)."""
