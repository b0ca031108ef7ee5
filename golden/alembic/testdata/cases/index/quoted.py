op.create_index("Ix", "Order", ["Unit Price", "user"])
