op.create_table("t", sa.Column("id", sa.Integer, index=True), if_not_exists=True, schema="app")
