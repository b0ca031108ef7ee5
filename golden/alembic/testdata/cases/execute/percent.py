op.execute("SELECT 'a%b' LIKE 'a%%'")
