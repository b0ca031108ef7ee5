"""the first rows

Revision ID: b200
Revises: a100
"""

import datetime

import sqlalchemy as sa
from alembic import op

revision = "b200"
down_revision = "a100"

authors = sa.table("authors", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("born", sa.Date), sa.column("active", sa.Boolean))
books = sa.table("books", sa.column("id", sa.BigInteger), sa.column("author_id", sa.Integer), sa.column("title", sa.Unicode), sa.column("price", sa.Numeric(8, 2)), sa.column("kind", sa.String))


def upgrade():
    op.bulk_insert(
        authors,
        [
            {"id": 1, "name": "Flann O'Brien", "born": datetime.date(1911, 10, 5), "active": False},
            {"id": 2, "name": "Zadie Smith", "born": datetime.date(1975, 10, 25), "active": True},
        ],
    )
    op.bulk_insert(books, [{"id": 1, "author_id": 1, "title": "The Third Policeman", "price": 9, "kind": "novel"}])
    op.execute(books.update().where(books.c.price > 5).values(price=books.c.price - 1))


def downgrade():
    op.execute(books.delete())
    op.execute(authors.delete())
