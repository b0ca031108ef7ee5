# dialect: sqlite
op.execute("PRAGMA foreign_keys=OFF")
op.execute("CREATE TRIGGER tr AFTER INSERT ON t BEGIN UPDATE t SET a = 1; END")
op.execute("PRAGMA foreign_keys=ON;")
