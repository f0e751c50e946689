"""What has happened: the book, folded from the ledger."""
