"""Where the contest is kept: tables, the ledger, who may come in, and migrations."""
