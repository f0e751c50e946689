"""Results that anybody can recount: exported, published, and counted again from their ledger."""
