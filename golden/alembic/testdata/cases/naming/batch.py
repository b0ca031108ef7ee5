#: env
target_metadata = sa.MetaData(naming_convention={"fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s", "uq": "uq_%(table_name)s_%(column_0_name)s"})
#: up
with op.batch_alter_table("t") as batch_op:
    batch_op.create_foreign_key(None, "u", ["u_id"], ["id"])
    batch_op.create_unique_constraint(None, ["a"])
    batch_op.create_index(batch_op.f("ix_t_a"), ["a"])
