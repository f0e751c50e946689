"""What goes wrong in a hall, tried against the product: nothing acknowledged may be lost."""
