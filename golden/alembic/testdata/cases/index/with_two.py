op.create_index("ix_t_a", "t", ["v"], postgresql_using="hnsw", postgresql_with={"m": 16, "ef_construction": 64}, postgresql_ops={"v": "vector_cosine_ops"})
