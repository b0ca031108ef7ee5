op.create_table("order", sa.Column("user", sa.Integer), sa.Column("select", sa.Integer), sa.Column("table", sa.Integer), sa.Column("limit", sa.Integer), sa.Column("offset", sa.Integer), sa.Column("group", sa.Integer))
#: down
op.drop_table("order")
