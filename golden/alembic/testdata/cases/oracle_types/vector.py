# dialect: oracle
op.create_table("t", sa.Column("a", oracle.VECTOR()), sa.Column("b", oracle.VECTOR(dim=3)), sa.Column("c", oracle.VECTOR(dim=3, storage_format=oracle.VectorStorageFormat.FLOAT32)))
