with op.batch_alter_table("t", naming_convention={"fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s", "uq": "uq_%(table_name)s_%(column_0_name)s"}) as batch_op:
    batch_op.create_foreign_key(None, "u", ["u_id"], ["id"])
    batch_op.create_unique_constraint(None, ["a"])
