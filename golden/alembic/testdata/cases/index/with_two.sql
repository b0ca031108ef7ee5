--- upgrade
CREATE INDEX ix_t_a ON t USING hnsw (v vector_cosine_ops) WITH (m = 16, ef_construction = 64);

