# dialect: sqlite
with op.batch_alter_table("t") as batch_op:
    batch_op.create_index("ix", ["a"], unique=True)
    batch_op.drop_index("ix2")
    batch_op.create_index(batch_op.f("ix_t_b"), ["b"], sqlite_where=sa.text("b > 0"))
