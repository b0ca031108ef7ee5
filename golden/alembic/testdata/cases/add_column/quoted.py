op.add_column("Order", sa.Column("Unit Price", sa.Numeric(10, 2)))
