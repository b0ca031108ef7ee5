op.add_column("t", sa.Column("a", sa.Integer(), comment="new"), schema="app")
