"""scaffold: a new site, and new files and entries for a site that there is.

Nothing is ever overwritten, and nothing is left half made: files are written aside and then moved
to their place. `site` makes a site, `entries` what goes into one, `ids` names for it, `answers`
checks what an editor says.
"""
