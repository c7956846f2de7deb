"""One page, three engines: what a test of pages needs, written once for all of them."""
