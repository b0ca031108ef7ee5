import uuid
t = sa.table("t", sa.column("u", postgresql.UUID(as_uuid=True)), sa.column("v", postgresql.UUID(as_uuid=False)))
op.bulk_insert(t, [{"u": uuid.UUID("12345678-1234-5678-1234-567812345678"), "v": "12345678-1234-5678-1234-567812345678"}])
