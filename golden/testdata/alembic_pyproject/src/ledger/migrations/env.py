from alembic import context
from sqlalchemy import create_engine

from ledger.models import Base
from ledger.settings import settings

target_metadata = Base.metadata


def configure(**kw):
    context.configure(
        target_metadata=target_metadata,
        version_table="schema_version",
        version_table_schema="public",
        include_schemas=True,
        **kw,
    )
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    configure(dialect_name="postgresql", literal_binds=True)
else:
    with create_engine(settings.database_url).connect() as connection:
        configure(connection=connection)
