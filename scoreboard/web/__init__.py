"""The pages and the API: HTTP in, one blueprint a page."""
