"""The commands (contract, section 2).

Each imports what it needs when it runs: so `rank` starts without the web, and `serve` has made
sockets cooperative before anything imports them.
"""

from __future__ import annotations

import click

from scoreboard import __version__
from scoreboard.cli.backups import backup, restore
from scoreboard.cli.certificate import certificate
from scoreboard.cli.demo import demo
from scoreboard.cli.doctor import doctor
from scoreboard.cli.export import export
from scoreboard.cli.following import follow
from scoreboard.cli.ranking import rank
from scoreboard.cli.recounting import recount
from scoreboard.cli.serving import serve
from scoreboard.cli.setup import links, load, verify


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="scoreboard")
def scoreboard() -> None:
    """A live scoreboard for knowledge competitions."""


for command in (
    demo,
    serve,
    load,
    links,
    rank,
    export,
    verify,
    recount,
    backup,
    restore,
    follow,
    certificate,
    doctor,
):
    scoreboard.add_command(command)
