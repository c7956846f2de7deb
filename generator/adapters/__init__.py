"""adapters: pages → MkDocs's virtual files, or files on disk."""
