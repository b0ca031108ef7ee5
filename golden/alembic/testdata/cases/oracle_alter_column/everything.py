# dialect: oracle
op.alter_column("t", "a", new_column_name="b", type_=oracle.NUMBER(10, 2), nullable=False, server_default="1", comment="it's")
