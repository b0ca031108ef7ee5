#: file sql/data.sql
UPDATE t SET a = 1
#: up
import os
with open(os.path.join(os.path.dirname(__file__), "..", "sql", "data.sql")) as f:
    op.execute(f.read())
