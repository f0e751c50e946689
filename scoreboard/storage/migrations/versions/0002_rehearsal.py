"""Rehearsals of an event, and the names of people who hold a link."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns; what there is rehearses nothing and names nobody."""
    op.add_column(
        "events", sa.Column("rehearsing", sa.Boolean, nullable=False, server_default=sa.false())
    )
    op.add_column("access", sa.Column("name", sa.String(80), nullable=False, server_default=""))
