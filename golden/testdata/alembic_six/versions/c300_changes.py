"""changes of both tables

Revision ID: c300
Revises: b200
"""

import sqlalchemy as sa
from alembic import op

revision = "c300"
down_revision = "b200"


def upgrade():
    op.add_column("authors", sa.Column("country", sa.String(2)))
    op.rename_table("authors", "writers")
    with op.batch_alter_table("books") as batch:
        batch.alter_column("blurb", new_column_name="summary", existing_type=sa.Text(), existing_nullable=True)
        batch.alter_column("pages", type_=sa.Integer(), existing_type=sa.SmallInteger(), existing_nullable=True)
        batch.alter_column("price", server_default="1", existing_type=sa.Numeric(8, 2), existing_server_default="0", existing_nullable=False)
        batch.alter_column("title", nullable=True, existing_type=sa.Unicode(200), existing_nullable=False)
        batch.drop_constraint("ck_books_price", type_="check")
        batch.create_check_constraint("ck_books_pages", "pages > 0")
    op.create_index("ix_books_title", "books", ["title"])


def downgrade():
    op.drop_index("ix_books_title", table_name="books")
    with op.batch_alter_table("books") as batch:
        batch.drop_constraint("ck_books_pages", type_="check")
        batch.create_check_constraint("ck_books_price", "price >= 0")
        batch.alter_column("title", nullable=False, existing_type=sa.Unicode(200), existing_nullable=True)
        batch.alter_column("price", server_default="0", existing_type=sa.Numeric(8, 2), existing_server_default="1", existing_nullable=False)
        batch.alter_column("pages", type_=sa.SmallInteger(), existing_type=sa.Integer(), existing_nullable=True)
        batch.alter_column("summary", new_column_name="blurb", existing_type=sa.Text(), existing_nullable=True)
    op.rename_table("writers", "authors")
    with op.batch_alter_table("authors") as batch:
        batch.drop_column("country")
