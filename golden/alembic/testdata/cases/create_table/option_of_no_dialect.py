# dialect: postgresql
# An argument of a dialect that nobody has is left out, whatever its value is.
op.create_table("a", sa.Column("id", sa.Integer, default_factory=list), sa.Column("n", sa.Integer, warehouse_key=object))
