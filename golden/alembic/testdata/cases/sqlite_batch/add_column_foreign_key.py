# dialect: sqlite
with op.batch_alter_table("t") as batch_op:
    batch_op.add_column(sa.Column("a", sa.Integer, sa.ForeignKey("u.id", name="fk")))
