# dialect: oracle
op.add_column("t", sa.Column("a", sa.Float(5).with_variant(oracle.FLOAT(binary_precision=16), "oracle")))
