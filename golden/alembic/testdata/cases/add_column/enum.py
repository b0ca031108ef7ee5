# Alembic forgets CREATE TYPE before 1.19 and says nothing
op.add_column("t", sa.Column("state", sa.Enum("on", "off", name="state")))
