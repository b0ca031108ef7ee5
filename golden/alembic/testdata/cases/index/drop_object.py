# What str() says of an Index names nothing that a server has.
op.drop_index(sa.Index("ix_a", "a"), "t")
