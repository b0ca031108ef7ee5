with op.batch_alter_table("t") as batch_op:
    batch_op.create_table_comment("about", existing_comment="x")
    batch_op.drop_table_comment(existing_comment="about")
