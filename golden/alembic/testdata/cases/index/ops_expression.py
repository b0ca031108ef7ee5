op.create_index("ix_t_a", "t", [sa.text("lower(a)")], postgresql_using="gin", postgresql_ops={"lower(a)": "gin_trgm_ops"})
