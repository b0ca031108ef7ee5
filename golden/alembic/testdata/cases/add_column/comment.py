op.add_column("t", sa.Column("a", sa.Integer(), comment="it's new"))
