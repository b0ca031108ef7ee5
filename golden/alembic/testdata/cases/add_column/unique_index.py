op.add_column("t", sa.Column("a", sa.Integer(), index=True, unique=True), schema="app")
