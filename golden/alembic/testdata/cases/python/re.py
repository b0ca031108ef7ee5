import re
name = re.sub(r"[^a-z]+", "_", "My Table 1".lower())
op.execute(f"SELECT '{name}'")
