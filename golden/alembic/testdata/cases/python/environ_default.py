import os
op.execute("SET search_path TO " + os.environ.get("SQLPLAN_CASE_UNSET", "public"))
op.execute("SET ROLE " + os.getenv("SQLPLAN_CASE_UNSET2", "app"))
