"""The parts that keep events, joined: what every command works with, and the app that serves."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from scoreboard.boards import Boards
from scoreboard.config import Config, read_seal_key
from scoreboard.in_thread import InThread, here
from scoreboard.storage.access import WHOLE_SERVER, Access
from scoreboard.storage.backup_keeper import BackupKeeper
from scoreboard.storage.backup_set import Backups
from scoreboard.storage.book_cache import BookCache
from scoreboard.storage.copying import copy_before, source_of
from scoreboard.storage.database import Database, make_engine
from scoreboard.storage.ledger import Ledger
from scoreboard.storage.migrate import migrate
from scoreboard.storage.offers import Offers
from scoreboard.storage.pairing import Pairing, PairState, close_to_commands
from scoreboard.storage.pictures import Pictures
from scoreboard.storage.printed import PrintedCards
from scoreboard.storage.receipts import Receipts
from scoreboard.storage.recovery import Recovery
from scoreboard.storage.rescues import keep_lost
from scoreboard.storage.seal import SealKey
from scoreboard.storage.seals import Seals
from scoreboard.storage.second_folder import SecondFolder
from scoreboard.storage.set_aside import SetAside
from scoreboard.translation import say_in
from scoreboard.verbs.preparing import Preparation
from scoreboard.verbs.writing import Writer

Reading = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Services:
    """Everything about events that outlives a request."""

    database: Database
    ledger: Ledger
    books: BookCache
    boards: Boards
    access: Access
    writer: Writer
    preparing: Preparation
    printed: PrintedCards
    pictures: Pictures
    keeper: BackupKeeper
    second_folder: SecondFolder
    seals: Seals
    recovery: Recovery
    offers: Offers
    receipts: Receipts

    @property
    def backups(self) -> Backups:
        """The folder of backups, to make one more."""
        return self.keeper.backups


def now() -> datetime:
    """The time of day, with offset."""
    return datetime.now(UTC)


def unheard(_slug: str, _read: int, _of: int) -> None:
    """Nobody is told how far the reading of an event is."""


def look_into(config: Config) -> tuple[PairState, list[str]]:
    """What a folder is to another laptop, and the events in it; it is opened as for a command.

    Raises as `open_services` does.
    """
    services = open_services(config)
    try:
        return Pairing(services.database).read(), services.books.events()
    finally:
        services.database.engine.dispose()


def follow_from_now_on(config: Config, address: str, generation: int) -> None:
    """Let a folder follow the laptop at this address. Raises as `open_services` does."""
    services = open_services(config)
    pairing = Pairing(services.database)
    pairing.change(part="second", other=address, generation=generation, armed=False)
    services.database.engine.dispose()


def open_services(
    config: Config,
    clock: Callable[[], datetime] = now,
    publish: Callable[[str], None] = lambda _slug: None,
    reading: Reading = unheard,
    in_thread: InThread = here,
) -> Services:
    """The database migrated and every role's link in force; `publish` is called after each change.

    `reading` is told of each event how many of its entries have been read, of how many. `in_thread`
    does long work while others are served.

    Raises SQLAlchemyError when the database is out of reach, OtherVersion when
    another version made it, and BadSetting where the key of the seals cannot be used.
    """
    key = SealKey(read_seal_key(config))
    engine = make_engine(config.database_url)
    folder, recovery = config.data / "backups", Recovery(config.secret_key)
    source = source_of(engine, config.database_file, recovery.put_into)
    migrate(engine, config.database_file, folder, clock(), partial(copy_before, source))
    database = Database(engine)
    ledger, access = Ledger(database), Access(database, config.secret_key)
    books = BookCache(ledger, clock)
    books.lost.append(partial(keep_lost, folder, clock))
    boards = Boards(books, say_in)
    writer = Writer(books, clock, publish)
    seals = Seals(database, ledger, key, clock)
    backups = Backups(folder, source, clock, in_thread, seals.short)
    preparing = Preparation(writer, access, backups.before_begin)
    seals.register()
    _put_links_in_force(database, access, books, preparing, reading)
    return Services(
        database, ledger, books, boards, access, writer, preparing,
        PrintedCards(database), Pictures(database, clock),
        BackupKeeper(backups, books),
        SecondFolder(config.data / "second_folder.json", folder, config.backup_folder),
        seals, recovery, Offers(database), Receipts(config.secret_key),
    )  # fmt: skip


def _put_links_in_force(
    database: Database,
    access: Access,
    books: BookCache,
    preparing: Preparation,
    reading: Reading,
) -> None:
    """Read every event, and see to its links; a laptop that follows has those of the other."""
    pair = Pairing(database).read()
    if pair.part != "second":
        access.ensure(WHOLE_SERVER, [("organiser", "")])
    for slug in books.events():
        # One that cannot be read is named, and keeps its links; the others are served.
        with suppress(SetAside):
            books.load(slug, partial(reading, slug))
            if pair.part != "second":
                preparing.grant_roles(books.read(slug, lambda book: book.event))
    close_to_commands(database, pair)
