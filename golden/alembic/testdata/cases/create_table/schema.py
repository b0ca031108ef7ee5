op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), schema="app")
#: down
op.drop_table("t", schema="app")
