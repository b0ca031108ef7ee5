# dialect: sqlite
with op.batch_alter_table("t") as batch_op:
    pass
