with op.batch_alter_table("t") as batch_op:
    batch_op.create_unique_constraint("uq", ["a", "b"])
    batch_op.create_foreign_key("fk", "u", ["u_id"], ["id"], ondelete="CASCADE")
    batch_op.create_check_constraint("ck", "a > 0")
    batch_op.create_primary_key("pk", ["id"])
#: down
with op.batch_alter_table("t") as batch_op:
    batch_op.drop_constraint("pk", type_="primary")
    batch_op.drop_constraint("ck", type_="check")
    batch_op.drop_constraint("fk", type_="foreignkey")
    batch_op.drop_constraint("uq", type_="unique")
