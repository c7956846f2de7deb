"""publishing: a finished site put in its place, its checksums and its provenance."""
