"""shelf marks: add, fill, then forbid NULL

Revision ID: 3c90
Revises: 2b71
Create Date: 2024-03-01 08:00:00.000000

"""
import sqlalchemy as sa
from alembic import op

revision = "3c90"
down_revision = "2b71"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("books", sa.Column("shelf_mark", sa.String(20), nullable=True))
    books = sa.table("books", sa.column("id", sa.Integer), sa.column("shelf_mark", sa.String))
    op.execute(
        books.update()
        .where(books.c.shelf_mark.is_(None))
        .values(shelf_mark=sa.literal("S-") + sa.cast(books.c.id, sa.String))
    )
    op.alter_column("books", "shelf_mark", existing_type=sa.String(20), nullable=False)
    op.create_unique_constraint(None, "books", ["shelf_mark"])


def downgrade():
    op.drop_constraint(op.f("uq_books_shelf_mark"), "books", type_="unique")
    op.drop_column("books", "shelf_mark")
