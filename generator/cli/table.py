"""Which commands there are, in the order of the help: name, module, attribute, first sentence.

A command's own docstring is its help; `tests/cli/test_startup.py` holds the sentences here to it.
"""

from __future__ import annotations

from generator.cli.lazy import CommandTable, Row

COMMANDS = CommandTable(
    Row("addresses", "addresses", "addresses_command", "Record the addresses of sentences, so that links to them last."),
    Row("admin", "admin", "admin_command", "Write a page for editing in a browser (Sveltia CMS), made from the content format."),
    Row("build", "build", "build_command", "Check the content and build the site."),
    Row("capture", "capture", "capture_command", "Fetch the page at URL into the archive, and begin its file in content/sources."),
    Row("check", "check", "check_command", "Check the content and write nothing."),
    Row("docs", "docs", "docs_command", "Print a document that comes with this program, or list them all."),
    Row("check-text", "check_text", "check_text_command", "Look for the quotations of a source's published PAGE in a FILE with the report."),
    Row("fix", "fix", "fix_command", "Fix what has exactly one right answer: mistyped ids, dates in another form, tabs."),
    Row("import", "import_", "import_command", "Make sources of references, and a story of a draft with footnotes."),
    Row("new", "new", "new", "Make a new site, or a new story, source, term or quotation in a site."),
    Row("next", "next", "next_command", "Say what is left to do until the site can be published, and with which command."),
    Row("publish-version", "publish_version", "publish_version_command", "Keep what a story says as a version, which readers can look up, compare and cite."),
    Row("quote", "quote", "quote_command", "Find words in the archived copies and put them into their source as a quotation."),
    Row("recheck", "recheck", "recheck_command", "Look whether quoted words still stand on the live pages and in public archives."),
    Row("render", "render", "render_command", "Write the pages as Markdown files that MkDocs builds without the plugin."),
    Row("report", "report", "report_command", "Show how well the stories are sourced."),
    Row("review", "review", "review_command", "Read the sentences of a story against what they cite, and write down what you find."),
    Row("schema", "schema", "schema_command", "Write JSON Schemas of the content format, with the ids that this site knows."),
    Row("serve", "serve", "serve_command", "Serve the site with its drafts, and build it anew after every change."),
    Row("stamp", "stamp", "stamp_command", "Ask authorities for time stamps over what was verified, so that its age can be shown."),
    Row("suggest", "suggest", "suggest_command", "Find the passages in the archived copies that could support a SENTENCE."),
    Row("translate", "translate", "translate_command", "Write files for the translation of a story, and keep them in step with the original."),
    Row("verify", "verify", "verify_command", "Compare every quotation with the archived copy of its source, word for word."),
    Row("verify-site", "verify_site", "verify_site_command", "Hold a published COPY of a site against the digests that its build wrote down."),
)  # fmt: skip
"""`explainer …`"""
NEW = CommandTable(
    Row("quotation", "new_quotation", "quotation", "Add a quotation to its source; `explainer quote` takes one from the archived copy."),
    Row("site", "new_site", "site", "Make a site in DIR, with an example of each kind of file."),
    Row("source", "new_entries", "source", "Make the file of a source; `explainer capture` makes one from the page itself."),
    Row("story", "new_entries", "story", "Make a story: a draft with a place for everything that a story can have."),
    Row("term", "new_entries", "term", "Make a term of the glossary."),
)  # fmt: skip
"""`explainer new …`"""
