#: module
import logging
logger = logging.getLogger("alembic.runtime.migration")
#: up
logger.info("working on %s", "t")
op.execute("SELECT 1")
