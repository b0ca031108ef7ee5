# dialect: oracle
op.alter_column("t", "a", type_=sa.Integer(), postgresql_using="a::integer")
