with op.batch_alter_table("t") as batch_op:
    batch_op.create_index(batch_op.f("ix_t_a"), ["a"], unique=True)
    batch_op.create_index("ix_t_w", ["a"], postgresql_where=sa.text("a > 0"))
    batch_op.drop_index("ix_old")
    batch_op.drop_index(batch_op.f("ix_older"))
