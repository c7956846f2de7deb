"""rechecking: quotations held against the pages that readers are sent to.

pacing    tasks that ask hosts → their results, with few at once and seldom the same host
page      an answer → what a reader of the page sees, and what sort of page it may be
signs     which pages stand in the place of a report: walls, errors, shells
fetch     an address → the page, or why there is none
words     a quotation and a text → whether the words stand there, and what stands in their place
judge     a page and what is wanted of a source → what was found
journal   what was found, kept while others are still asked
record    what was found → `content/rechecks.yml`
copies    an address → the copies that a public archive has (RFC 7089)
run       all of it for many sources
"""
