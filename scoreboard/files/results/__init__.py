"""What is left of an event: workbook, CSV, JSON, a sheet to sign."""
