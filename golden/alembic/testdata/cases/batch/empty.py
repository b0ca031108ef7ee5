with op.batch_alter_table("t"):
    pass
