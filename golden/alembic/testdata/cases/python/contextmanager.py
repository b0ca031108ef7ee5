#: module
from contextlib import contextmanager
@contextmanager
def role(name):
    op.execute(f"SET ROLE {name}")
    yield name
    op.execute("RESET ROLE")
#: up
with role("admin") as r:
    op.execute(f"SELECT '{r}'")
