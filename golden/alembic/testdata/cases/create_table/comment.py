op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), comment="it's a table")
