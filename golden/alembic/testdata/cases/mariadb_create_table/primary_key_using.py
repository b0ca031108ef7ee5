# dialect: mariadb
op.create_table("t", sa.Column("id", sa.Integer), sa.PrimaryKeyConstraint("id", mariadb_using="HASH"))
