# dialect: sqlite
with op.batch_alter_table("t", recreate="always") as batch_op:
    batch_op.add_column(sa.Column("a", sa.Integer))
