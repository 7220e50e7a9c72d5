"""German for Wortlaut: words, tables and rules; imports only records, errors and seams of the core."""
