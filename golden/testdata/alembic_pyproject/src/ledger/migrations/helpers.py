"""What several revisions need."""
import sqlalchemy as sa
from alembic import op

SCHEMA = "ledger"


def money(name: str, **kw) -> sa.Column:
    """A column for an amount in the smallest unit of its currency."""
    return sa.Column(name, sa.BigInteger(), nullable=False, **kw)


def timestamps() -> list[sa.Column]:
    return [
        sa.Column(name, sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False)
        for name in ("created_at", "updated_at")
    ]


def touch_trigger(table: str) -> None:
    """Keeps updated_at up to date."""
    op.execute(
        f"""
        CREATE TRIGGER {table}_touch BEFORE UPDATE ON {SCHEMA}.{table}
            FOR EACH ROW EXECUTE FUNCTION {SCHEMA}.touch()
        """
    )
