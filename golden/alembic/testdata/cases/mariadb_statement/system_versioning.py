# dialect: mariadb
op.execute("ALTER TABLE t ADD SYSTEM VERSIONING")
op.execute("CREATE SEQUENCE s START WITH 1 INCREMENT BY 1")
op.execute("/*M!100500 ALTER TABLE t ADD INDEX IF NOT EXISTS ix (a) */")
