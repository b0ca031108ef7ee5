op.add_column("t", sa.Column("id", sa.Integer(), primary_key=True), inline_primary_key=True)
