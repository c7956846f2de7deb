"""Story Explainer: a static-site generator for source-based news explainers.

The way through the package is one direction, and imports follow it:

    diagnostics   what can be wrong, where it stands, and how it is shown
    load          YAML files → documents that know the line and column of every value
    model         the content model (pydantic) and its text types
    validate      document → model, all problems of a file at once
    schema        the model as JSON Schemas, for the programs that editors type in
    prose         prose with citations → paragraphs of statements
    resolve       ids → objects, backlinks, footnotes, glossary places → Site
    archive       archived copies of sources → their text
    verify        quotations ↔ copies and lock, figures ↔ quotations, sources ↔ sources
    edit          what commands write into an editor's files, all else left as it is
    geography     boundaries, projection, which part of the world a map shows
    render        Site → pages and data files
    pipeline      the stages in a row
    mend          the edits that diagnostics offer, tried on a copy and written
    scaffold      new sites, and new files and entries in them
    adapters      pages → MkDocs, or files on disk
    cli           the command `explainer`
"""

__version__ = "0.1.0"
