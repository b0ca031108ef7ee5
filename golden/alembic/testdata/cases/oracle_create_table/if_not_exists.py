# dialect: oracle
op.create_table("t", sa.Column("a", sa.Integer), if_not_exists=True)
#: down
op.drop_table("t", if_exists=True)
