"""Every limit in one table: what it is, how much, and why. New limits are new rows."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """A row; `setting` names the environment variable that sets another value."""

    name: str
    value: int
    unit: str
    reason: str
    setting: str | None = None


TABLE: list[Limit] = []
# Settings that are no whole numbers: the settings' reader refuses them by name.
WRONG: list[str] = []


def _row(name: str, value: int, unit: str, reason: str, setting: str | None = None) -> int:
    given = os.environ.get(setting or "", "")
    if given.isascii() and given.isdigit() and int(given) > 0:
        value = int(given)
    elif given:
        WRONG.append(f"{setting} is {given!r}; it can be a whole number from 1.")
    TABLE.append(Limit(name, value, unit, reason, setting))
    return value


# fmt: off
MOST_DESCRIPTORS = _row(
    "open files asked for", 65_536, "files",
    "at the start the process takes what the system lets it have, up to this",
)
WITHOUT_LIMIT = _row(
    "open files where the system names no limit", 8_192, "files", "Windows counts none",
)
SELECT_WATCHES = _row(
    "files that select can watch", 1_024, "files", "one more would end the process; 512 on Windows",
)
OWN_DESCRIPTORS = _row(
    "open files for the server's own use", 64, "files",
    "the database with its connections, the log, files on their way out",
)
MOST_CONNECTIONS = _row(
    "connections", 6_500, "connections",
    "telling one costs 0.12 ms: beyond this a round takes longer than a judge should wait",
    "SCOREBOARD_CONNECTIONS",
)
MOST_THREADED = _row(
    "connections under threading", 500, "connections", "each page takes up to three threads",
)
STAFF_CONNECTIONS = _row(
    "connections kept for judges, desk and displays", 64, "connections",
    "twenty devices that load a page at once; a quarter of all where there are few",
)
ARRIVING_PERCENT = _row(
    "of the others, kept for phones that are loading", 20, "percent",
    "a page loads over up to six connections and keeps one",
)
IDLE_SECONDS = _row(
    # Not five: at the very second a client of Python's lets a line go, it may still send on it.
    "an idle connection", 8, "seconds",
    "browsers keep six of them for minutes, for nothing; while its head comes a request is none",
    "SCOREBOARD_IDLE_SECONDS",
)
ENDING_SECONDS = _row(
    "a connection that was ended counts as room", 1, "seconds",
    "its server closes it at once; one that stays open makes no room",
)
REQUEST_SECONDS = _row(
    "one request of somebody unknown", 120, "seconds", "a slow phone loads its fonts in less",
)
STAFF_REQUEST_SECONDS = _row(
    "one request of judges and desk", 900, "seconds",
    "an import of 500 teams says for minutes how far it is; a laptop that is gone never takes it",
)
BODY_SECONDS = _row(
    "the body of a request is waited for", 15, "seconds",
    "a mark comes in one packet; a file has a second more for each 16 kB",
    "SCOREBOARD_BODY_SECONDS",
)
BODY_PACE = _row(
    "a large body comes at least at", 16 * 1024, "bytes a second", "a bad line is ten times that",
)
STRANGER_SECONDS = _row(
    "a socket that does not say what it is for", 15, "seconds",
    "a page says it at once; one that was turned away, or has left, needs its line no more",
)
LINE_MESSAGES = _row(
    "messages of one socket in a moment", 200, "messages",
    "each kilobyte counts once more, and joining ten times; a page says three at once",
)
LINE_MESSAGES_A_SECOND = _row(
    "messages of one socket, lastingly", 40, "messages a second",
    "a display answers each change, twenty times a second at most",
)
LARGEST_PACKET = _row(
    "one packet of a socket", 8 * 1024, "bytes", "a screen says of itself less than two thousand",
)
ADDRESS_REQUESTS = _row(
    "requests of strangers from one address in a moment", 60_000, "requests",
    "2,500 phones behind one router load a page of two dozen files at once",
    "SCOREBOARD_ADDRESS_REQUESTS",
)
ADDRESS_REQUESTS_A_SECOND = _row(
    "requests of strangers from one address, lastingly", 500, "requests a second",
    "as many phones that wait for room ask 170 times, and who only polls asks once",
)
ADDRESS_CONNECTS = _row(
    "sockets opened by strangers from one address in a moment", 20_000, "sockets",
    "2,500 phones behind one router, and each comes back a few times",
)
ADDRESS_CONNECTS_A_SECOND = _row(
    "sockets opened by strangers from one address, lastingly", 250, "sockets a second",
    "phones that wait for room try 170 times",
)
ADDRESS_MESSAGES = _row(
    "messages from one address in a moment", 20_000, "messages",
    "beyond it only lines that say more than a page does are closed",
)
ADDRESS_MESSAGES_A_SECOND = _row(
    "messages from one address, lastingly", 1_500, "messages a second",
    "2,500 phones give 500 signs of life a second",
)
MOST_ADDRESSES = _row(
    "addresses of which is remembered what they sent", 5_000, "addresses", "half a kilobyte each",
)
SAID_SECONDS = _row(
    "until the log says the same of an address again", 60, "seconds",
    "who breaks the rules in a loop must not fill the disk",
)
TLS_SECONDS = _row(
    "greeting by TLS", 10, "seconds", "three ways there and back on the worst Wi-Fi",
)
BACKLOG = _row(
    "phones that may knock at once", 1_024, "connections", "a hall opens the page in one moment",
)
RETRY_SECONDS = _row(
    "until a phone that was asked to wait asks again", 15, "seconds",
    "five hundred that wait are 33 short answers a second", "SCOREBOARD_RETRY_SECONDS",
)
WAITING_SECONDS = _row(
    "a phone counts as waiting after it last asked", 45, "seconds", "it has asked three times",
)
MOST_WAITING = _row("phones that are counted as waiting", 5_000, "phones", "so much is remembered")
OPEN_SCREENS = _row(
    "displays that are listed", 60, "screens",
    "anybody may open a display's page; those that the desk knows come first",
)
PLACE_KEPT_SECONDS = _row(
    "a display is listed before its place is kept for it", 60, "seconds",
    "when strangers take the other places it comes back to its own",
)
SCREENS_OF_ONE_DEVICE = _row(
    "screens of one device that keep their places", 6, "screens",
    "a machine has so many outputs; a token that was copied is not for a whole hall",
)
SIGNED_IN_SCREENS = _row("tablets and desks that are listed", 300, "screens", "several for each")
PING_SECONDS = _row(
    "between two signs of life of a connection", 5, "seconds", "a silent one is noticed after ten",
)
MOST_QUEUED = _row(
    "messages that wait for one screen", 200, "messages",
    "a screen that is alive reads within seconds; who never does must not fill the memory",
)
TURN_MS = _row(
    "a turn of the audience's phones", 2, "milliseconds",
    "no judge waits longer for them; some hundred phones are told in one",
)
PHONES_SHARE = _row(
    "of the time, at most, in which phones are told", 25, "percent",
    "six thousand of them would otherwise leave nothing to the hall when mark follows mark",
)
HALL_MS = _row(
    "guests wait for one request of the hall", 50, "milliseconds",
    "a mark is committed, ranked and on the wall by then; a long download must not stop all phones",
)
QUIET_SECONDS = _row(
    "a quiet moment begins after the hall's last request", 2, "seconds",
    "judges mark close together: after such a pause the next mark is seldom within a tenth",
)
UNSEEN_SECONDS = _row(
    "memory goes without being looked through as a whole", 300, "seconds",
    "what closed connections leave behind stays so long: some megabytes",
)
PLACE_FROM = _row(
    "phones before one that is told its place", 20, "phones", "fewer are in before it is read",
)
PLACE_SECONDS = _row(
    "between two places that a phone is told", 2, "seconds", "it counts down, and costs little",
)
RESULT_FILE_BYTES = _row(
    "a result file that is recounted", 256 * 1024 * 1024, "bytes",
    "the ledger of half a million entries; it is read into memory as a whole",
)
PICTURE_BYTES = _row(
    "a picture that the organiser puts in", 2 * 1024 * 1024, "bytes", "a logo has no more to say",
)
PICTURE_PIXELS = _row(
    "pixels of such a picture", 16_000_000, "pixels", "64 MB once it is decoded, looked at before",
)
PICTURE_SIDE = _row(
    "the longer side of a picture as it is kept", 1_600, "pixels", "half of a 4K wall's width",
)
PICTURE_SECONDS = _row(
    "drawing a picture anew", 20, "seconds", "a page waits no longer; what is hostile is ended",
)
MOST_SPONSORS = _row("sponsors of an event", 60, "sponsors", "five pages of twelve")
PREPARED_BYTES = _row(
    "pages and boards for everybody kept as bytes", 32 * 1024 * 1024, "bytes",
    "a page of 600 teams takes 1.2 MB, in two languages and by stage and division some more",
)
PREPARED_SECONDS = _row(
    "what is kept is handed out without asking the database", 1, "seconds",
    "a board by HTTP may be cached for as long; what this process writes it knows at once",
)
RUSH_ASKS = _row(
    "asks a second from which a page for everybody is drawn anew only once a second", 20, "asks",
    "a hall that comes in asks 33 times, and at each mark it would cost as long as the mark",
)
FONT_CHARACTERS = _row(
    "characters in an event's own font", 1_200, "characters",
    "about 350 kB; what a wall writes beside them comes in pieces of the whole font",
)
FONT_SECONDS = _row("making an event's font", 60, "seconds", "it takes one where nobody else works")
FONTS_KEPT = _row("fonts kept in the data folder", 40, "files", "each is 100 to 350 kB")
BACKUPS_NEWEST = _row(
    "backups kept, the newest", 20, "files", "every closed round of a day, and some more",
)
BACKUPS_HOURS = _row(
    "backups kept, the newest of an hour each", 24, "files", "what went wrong was seen a day later",
)
BACKUPS_DAYS = _row(
    "backups kept, the newest of a day each", 30, "files", "an event is set up weeks before",
)
BACKUP_PAUSE_SECONDS = _row(
    "between two backups", 10, "seconds", "rounds that are closed together are in one",
)
BACKUP_SECONDS = _row(
    "what was written is in no backup", 900, "seconds",
    "a round may take an hour; a copy takes a second of a processor that is idle then",
)
BACKUP_AGAIN_SECONDS = _row(
    "after a backup that failed until the next attempt", 30, "seconds",
    "somebody is making room on the disk",
)
BACKUP_LEAVES = _row(
    "free on the disk beside a new backup", 64 * 1024 * 1024, "bytes",
    "the marks come first: they need the disk, too",
)
SECOND_FOLDER_LOOK_SECONDS = _row(
    "between two looks at the second folder for backups", 20, "seconds",
    "a stick that was pulled out is missed in time; a look starts a small process",
)
SECOND_FOLDER_SECONDS = _row(
    "copying to the second folder", 300, "seconds", "all backups to a slow stick take less",
)
LARGEST_BODY = _row(
    "the body of a request", 64 * 1024, "bytes", "no write is larger than a few hundred",
)
LARGEST_SETUP = _row(
    "the body of a request with a whole set-up", 1024 * 1024, "bytes",
    "500 teams with all their members take a third of this; checking more would take long",
)
LARGEST_UPLOAD = _row(
    "the body of a request with a file", 6 * 1024 * 1024, "bytes",
    "a file of 5 MB, and what a form puts around it",
)
HANG_UP_SECONDS = _row(
    "a line goes on after a body was refused", 1, "seconds",
    "closed at once, its sender might never read why",
)
HANG_UP_BYTES = _row(
    "of a refused body read and dropped meanwhile", 8 * 1024 * 1024, "bytes",
    "a file a little too large comes to its end; what has none is cut off",
)
DEEPEST_FILE = _row(
    "parts of a key, and brackets within brackets, of an event file", 16, "parts",
    "none needs more than eight; reading them takes time by their square",
)
MOST_PEOPLE = _row(
    "teams, judges, or members of a team in a set-up", 3_000, "rows", "as many as a sheet has",
)
MOST_LISTED = _row(
    "rows of any other list in a set-up", 500, "rows", "each is compared with those before it",
)
MOST_GUESSED = _row(
    "known words among which is looked for what was meant by a wrong one", 30_000, "words",
    "ten for each of three thousand mistakes; then it is only said that they are not known",
)
PIN_TRIES = _row(
    "wrong PINs of a browser or an address before the next one waits", 5, "tries",
    "a card is read wrong now and then",
)
PIN_FIRST_SECONDS = _row(
    "after so many, the next PIN waits", 2, "seconds", "and twice as long after each wrong one",
)
PIN_LONGEST_SECONDS = _row(
    "the longest that a PIN waits", 300, "seconds", "twelve an hour: a million take ten years",
)
PIN_ASIDE_SECONDS = _row(
    "between two wrong PINs of other browsers at an address that waits", 10, "seconds",
    "a whole hall may have one address, and somebody in it who guesses",
)
PIN_EVENT_TRIES = _row(
    "wrong PINs for an event, from everywhere, before all wait", 20, "tries",
    "two from each of ten people; links are never counted",
)
PIN_SERVER_TRIES = _row(
    "wrong PINs on the whole server before all wait", 40, "tries", "those of two events",
)
PIN_EVENT_SECONDS = _row(
    "between two wrong PINs for an event after that", 60, "seconds",
    "500 in eight hours: of a dozen PINs one is found in a hundred and fifty such days",
)
PIN_FORGET_SECONDS = _row(
    "until wrong PINs are forgotten", 3_600, "seconds", "after the last of them",
)
MOST_TRIERS = _row(
    "browsers and addresses whose wrong PINs are counted", 2_000, "counts",
    "in an hour there are no more wrong ones than a hundred",
)
THREADS_ASIDE = _row(
    "long pieces of work at once", 2, "threads", "they share one processor with all who wait",
)
STALL_MS = _row(
    "the loop is held up before it is logged", 100, "milliseconds", "a judge begins to notice",
)
LINKS_REMEMBERED = _row(
    "links whose holder is remembered", 2_000, "links", "those of a dozen events; 0.3 kB each",
)
READ_TIMEOUT_MS = _row(
    "a read waits for the database", 100, "milliseconds", "the whole process waits with it",
)
WRITE_SECONDS = _row(
    "a write waits for the database", 3, "seconds", "less than a tablet or a desk waits",
)
LOOK_THROUGH_SECONDS = _row(
    "between two looks through the whole file of SQLite", 300, "seconds",
    "a second of a processor for 100,000 entries; one that was cut short is looked through at once",
)
COMMIT_ON_LOOP_MS = _row(
    "keeping one write while everybody waits", 20, "milliseconds",
    "two frames of a screen; a good disk takes half of that, and then a thread would cost more",
)
COMMIT_ASIDE_SECONDS = _row(
    "others go on while a write is kept", 60, "seconds",
    "after the disk last took longer; then one write shows whether it still does",
)
SLOW_COMMIT_SECONDS = _row(
    "keeping one write before the disk is called slow", 1, "seconds",
    "every judge waits with it; a good disk takes a hundredth of that",
)
SLOW_TOLD_SECONDS = _row(
    "a slow disk is told at the desk", 300, "seconds", "it may have been one long moment",
)
RESCUE_AGAIN_SECONDS = _row(
    "between two tries to save what a lost file held", 5, "seconds",
    "a disk that is full or gone is seldom back sooner; nothing is written meanwhile",
)
POSTGRESQL_CONNECTIONS = _row(
    "connections of one process to PostgreSQL", 10, "connections",
    "eight processes stay below the hundred that it takes; none is held while a page is drawn",
)
POSTGRESQL_SECONDS = _row(
    "PostgreSQL is waited for", 3, "seconds", "as a write waits; then it is said that it is away",
)
STATEMENT_SECONDS = _row(
    "one statement in PostgreSQL", 30, "seconds", "the longest reads a ledger of 100,000 entries",
)
MIGRATION_SECONDS = _row(
    "a process that starts waits for the one that migrates", 60, "seconds", "they start together",
)
IDLE_TRANSACTION_SECONDS = _row(
    "a transaction in which nothing happens", 5, "seconds",
    "a process that was stopped, or lost its network, holds the event's row: all writers wait",
)
LEASE_MS = _row(
    "the first laptop may acknowledge after it asked the second", 3_000, "milliseconds",
    "two lost packets are sent again in it; so long writing stops when the second is lost",
)
LEASE_MARGIN_MS = _row(
    "the second waits longer than that before it takes over", 500, "milliseconds",
    "clocks may go one in six apart; real ones go one in ten thousand",
)
FOLLOW_SECONDS = _row(
    "the first laptop holds a question of the second back", 2, "seconds",
    "one question in that time is all that following costs while nothing happens",
)
FOLLOW_ARMED_MS = _row(
    "the same where it is armed", 500, "milliseconds", "the lease is renewed five times over",
)
FOLLOW_LOST_SECONDS = _row(
    "the other laptop counts as gone after it was heard", 5, "seconds",
    "it is heard every two, and a screen notices a silent server after ten",
)
REACH_SECONDS = _row(
    "the first laptop looks whether it reaches the second", 20, "seconds",
    "a greeting each time; what it finds is for people to read, not to act upon",
)
PARTED_SECONDS = _row(
    "every page of the desk says that both laptops wrote", 3_600, "seconds",
    "so long tablets offer again what they hold; then it stands on the page Safety alone",
)
FOLLOW_ENTRIES = _row(
    "entries sent to the second laptop at once", 500, "entries", "as many as are checked at once",
)
FOLLOW_BYTES = _row(
    "pictures sent to the second laptop at once", 1024 * 1024, "bytes", "or one that is larger",
)
FOLLOW_GREETINGS = _row(
    "greetings of a second laptop that are remembered", 256, "greetings",
    "anybody may send one; who knows the key goes on within the second",
)
BUS_SECONDS = _row(
    "Redis is waited for", 2, "seconds", "nobody waits with it: it is told and heard beside",
)
BUS_HEALTH_SECONDS = _row(
    "between two looks whether Redis is still there", 5, "seconds", "as for a connection",
)
BUS_KEEPS_SECONDS = _row(
    "what processes tell one another is kept for Redis", 15, "seconds",
    "the desk's wishes wait for a screen so long, too",
)
MOST_ON_THE_BUS = _row(
    "messages kept for Redis", 2_000, "messages", "what is lost is found in the database",
)
OTHERS_SECONDS = _row(
    "what another process told counts", 16, "seconds", "it tells again every five",
)
OFFERS_OF_ONE = _row(
    "acts of one judge that were offered again and are remembered", 200, "acts",
    "a tablet keeps those of an hour; more than three a minute nobody enters",
)
ACKNOWLEDGED_TOLD = _row(
    "newest acts that a page says were acknowledged to it when it connects", 20, "acts",
    "what a disk loses is what came last; more would be a large packet for a lost line",
)
MOST_EVENTS_MEASURED = _row(
    "events whose version is measured", 50, "events", "every label costs Prometheus memory",
)
FILES_IN_MEMORY = _row(
    "files of the pages kept in memory", 16 * 1024 * 1024, "bytes",
    "all that the pages load in two languages, and the pieces of the font that a hall uses",
)
STAMPED_SECONDS = _row(
    "a browser keeps a file whose name changes with its content", 31_536_000, "seconds",
    "a year, the most that is heeded; such a file is never asked for twice",
)
SMALL_TEXT = _row(
    "a text that is sent as it is", 1_024, "bytes", "packed, it would still be one packet",
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Room:
    """How many connections there may be at once, and whose."""

    descriptors: int
    connections: int
    # Of these only judges, desk and displays may take the last ones.
    staff: int
    # Phones that are connected for good, each by one connection.
    phones: int


def room_in(descriptors: int, most: int = MOST_CONNECTIONS, files_each: int = 1) -> Room:
    """The room that so many open files give: (files - own - staff), less those arriving.

    `files_each`: how many files a page that stays connected takes.
    """
    connections = max(8, min((descriptors - OWN_DESCRIPTORS) // files_each, most))
    staff = min(STAFF_CONNECTIONS, connections // 4)
    phones = (connections - staff) * (100 - ARRIVING_PERCENT) // 100
    return Room(descriptors, connections, staff, phones)
