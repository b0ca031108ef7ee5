import re

from alembic import context
from sqlalchemy import engine_from_config, pool

USE_TWOPHASE = False

config = context.config
db_names = config.get_main_option("databases", "")


def run_migrations_offline() -> None:
    for name in re.split(r",\s*", db_names):
        with open("%s.sql" % name, "w") as buffer:
            context.configure(
                url=context.config.get_section_option(name, "sqlalchemy.url"),
                output_buffer=buffer,
                literal_binds=True,
                dialect_opts={"paramstyle": "named"},
            )
            with context.begin_transaction():
                context.run_migrations(engine_name=name)


def run_migrations_online() -> None:
    for name in re.split(r",\s*", db_names):
        engine = engine_from_config(
            context.config.get_section(name, {}), prefix="sqlalchemy.", poolclass=pool.NullPool
        )
        with engine.connect() as connection:
            context.configure(connection=connection)
            with context.begin_transaction():
                context.run_migrations(engine_name=name)


if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()
