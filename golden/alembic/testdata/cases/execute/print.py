# Alembic prints it into the script
print("working")
op.execute("SELECT 1")
