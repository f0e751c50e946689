"""Joins the parts. The only file that knows them all."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from random import SystemRandom

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface
from flask_babel import Babel
from flask_socketio import SocketIO
from werkzeug.middleware.proxy_fix import ProxyFix

from scoreboard.assets import static_dir, templates_dir, translations_dir
from scoreboard.config import Config
from scoreboard.correcting import Corrections
from scoreboard.identity import Identity
from scoreboard.live import Live
from scoreboard.preparing import Preparation
from scoreboard.ruling import Rulings
from scoreboard.scorekeeping import Scorekeeper
from scoreboard.storage.access import WHOLE_SERVER, Access
from scoreboard.storage.backup import Backups
from scoreboard.storage.books import Books
from scoreboard.storage.database import Database, make_engine
from scoreboard.storage.ledger import Ledger
from scoreboard.storage.migrate import migrate
from scoreboard.translation import say_in
from scoreboard.web import page as pages
from scoreboard.web.api import explaining as _explaining  # noqa: F401  # registers its views
from scoreboard.web.api import exporting as _exporting  # noqa: F401  # registers its views
from scoreboard.web.api import importing as _importing  # noqa: F401  # registers its views
from scoreboard.web.api import reading as _reading  # noqa: F401  # registers its views
from scoreboard.web.api import ruling as _ruling  # noqa: F401  # registers its views
from scoreboard.web.api import screens as _screens  # noqa: F401  # registers its views
from scoreboard.web.api import setting_up as _setting_up  # noqa: F401  # registers its views
from scoreboard.web.api import story as _story  # noqa: F401  # registers its views
from scoreboard.web.api import writing as _writing  # noqa: F401  # registers its views
from scoreboard.web.api.spec import ExactJSON, api, spec
from scoreboard.web.audience import audience
from scoreboard.web.desk import desk
from scoreboard.web.display import display
from scoreboard.web.files import files
from scoreboard.web.home import home
from scoreboard.web.join import join, limiter
from scoreboard.web.judge import judge
from scoreboard.web.links import links
from scoreboard.web.paper import paper
from scoreboard.web.permissions import check_permission, csrf
from scoreboard.web.plays import check_play
from scoreboard.web.problems import register_problems
from scoreboard.web.results import results
from scoreboard.web.screens import screens
from scoreboard.web.services import Services
from scoreboard.web.setup import setup
from scoreboard.web.sizes import allow_size
from scoreboard.web.story import story
from scoreboard.web.team import team
from scoreboard.writing import Writer

# No write is larger than a few hundred bytes; a body beyond this is not read.
LARGEST_BODY = 64 * 1024
# A silent connection is noticed within ten seconds.
PING_SECONDS = 5

BLUEPRINTS = (
    home,
    display,
    audience,
    team,
    judge,
    desk,
    links,
    setup,
    screens,
    story,
    results,
    paper,
    files,
    join,
    api,
)


def now() -> datetime:
    """The time of day, with offset."""
    return datetime.now(UTC)


def create_app(config: Config, clock: Callable[[], datetime] = now) -> Flask:
    """The application, with its database migrated and every role's link in force."""
    app = Flask("scoreboard", template_folder=str(templates_dir()), static_folder=str(static_dir()))
    app.json = ExactJSON(app)
    # An address typed by hand may end in a slash.
    app.url_map.strict_slashes = False
    _configure(app, config)
    socketio = SocketIO(
        app,
        async_mode=config.async_mode,
        message_queue=config.message_queue,
        ping_interval=PING_SECONDS,
        ping_timeout=PING_SECONDS,
    )
    _join_services(app, config, socketio, clock)
    Babel(
        app,
        default_locale="en",
        default_translation_directories=str(translations_dir()),
        locale_selector=pages.choose_locale,
    )
    csrf.init_app(app)
    limiter.init_app(app)
    app.before_request(allow_size)
    app.before_request(check_permission)
    app.before_request(check_play)
    app.after_request(pages.secure_headers)
    app.context_processor(lambda: {"locale": pages.page_language(), "csp_nonce": pages.nonce()})
    register_problems(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    # Not `register`: that would add addresses of its own beside /api/v1/openapi.json.
    spec.app = app
    return app


def services_of(app: Flask) -> Services:
    """The parts of an app, for the command line and tests."""
    services: Services = app.extensions["scoreboard"]
    return services


def _join_services(
    app: Flask, config: Config, socketio: SocketIO, clock: Callable[[], datetime]
) -> None:
    engine = make_engine(config.database_url)
    migrate(engine, config.database_file, config.data / "backups", clock())
    database = Database(engine)
    ledger, access = Ledger(database), Access(database, config.secret_key)
    books, identity = Books(ledger, say_in), Identity(access)
    live = Live(socketio, books, identity)
    writer = Writer(books, clock, live.publish)
    keeper, rulings = Scorekeeper(writer, access), Rulings(writer, _shuffled)
    backups = Backups(config.data / "backups", config.database_file, ledger, clock)
    app.extensions["scoreboard"] = Services(
        database, ledger, books, access, identity, keeper, rulings, Corrections(writer), live,
        Preparation(writer, backups.before_begin),
    )  # fmt: skip
    access.ensure(WHOLE_SERVER, [("organiser", "")])
    for slug in books.events():
        keeper.grant_roles(books.read(slug, lambda book: book.event))


def _shuffled(teams: Sequence[str]) -> list[str]:
    """The teams in an order that nobody can foresee."""
    drawn = list(teams)
    SystemRandom().shuffle(drawn)
    return drawn


def _configure(app: Flask, config: Config) -> None:
    cookie_key = hmac.new(config.secret_key.encode(), b"cookies", hashlib.sha256).hexdigest()
    app.config.update(
        SECRET_KEY=cookie_key,
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        SESSION_COOKIE_NAME="scoreboard",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(days=30),
        # The permission check protects exactly the writes that rest on a cookie.
        WTF_CSRF_CHECK_DEFAULT=False,
        # A tablet's page lives as long as the event; its cookie ends it sooner.
        WTF_CSRF_TIME_LIMIT=None,
        RATELIMIT_STORAGE_URI=config.message_queue or "memory://",
        SEND_FILE_MAX_AGE_DEFAULT=None,
    )
    app.session_interface = _Sessions()
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )


class _Sessions(SecureCookieSessionInterface):
    """The cookie is marked Secure where the page came over TLS; a hall's Wi-Fi has none."""

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002  # Flask's signature
        return request.is_secure
