with op.batch_alter_table("t") as batch_op:
    batch_op.alter_column("a", type_=sa.Integer(), postgresql_using="a::integer")
