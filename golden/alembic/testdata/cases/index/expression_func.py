op.create_index("ix_t_lower", "t", [sa.func.lower(sa.column("name"))])
