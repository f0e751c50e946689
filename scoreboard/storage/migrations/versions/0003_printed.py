"""The address that an event's printed cards lead to."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column; nothing is known to be printed."""
    op.add_column("events", sa.Column("printed", sa.String(255), nullable=False, server_default=""))
