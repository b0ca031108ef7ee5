op.execute("ALTER TYPE kind RENAME TO kind_old")
sa.Enum("a", "b", "c", name="kind").create(op.get_bind())
op.execute("ALTER TABLE t ALTER COLUMN k TYPE kind USING k::text::kind")
op.execute("DROP TYPE kind_old")
