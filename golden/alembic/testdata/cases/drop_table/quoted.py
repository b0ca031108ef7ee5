op.drop_table("Order Items")
