op.create_table("account", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.Unicode(200)))
#: down
op.drop_table("account")
