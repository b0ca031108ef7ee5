import uuid
op.execute(f"INSERT INTO t VALUES ('{uuid.uuid5(uuid.NAMESPACE_DNS, 'example.org')}')")
