op.create_primary_key("pk_t", "t", ["a", "b"], schema="app")
