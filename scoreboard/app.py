"""Joins the parts that serve to those that keep events. The only file that knows them all."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from flask import Flask
from flask_babel import Babel
from flask_socketio import SocketIO
from werkzeug.middleware.proxy_fix import ProxyFix

from scoreboard.assets import templates_dir, translations_dir
from scoreboard.config import Config
from scoreboard.contest.boards.tables import split
from scoreboard.contest.boards.written import Written
from scoreboard.contest.contrast import accents_on_phones
from scoreboard.contest.heading import contest_of, host_of
from scoreboard.crowd import Crowd
from scoreboard.delivery import delivery
from scoreboard.files.fonts.kept import KeptFonts
from scoreboard.identity import Identity
from scoreboard.limits import LARGEST_BODY, LARGEST_PACKET, PING_SECONDS
from scoreboard.live.broadcast import Live
from scoreboard.live.bus import Bus
from scoreboard.live.packets import TextPacket
from scoreboard.live.places import Places
from scoreboard.live.room_names import is_for_phones
from scoreboard.live.soon import Soon
from scoreboard.pair.pair import Around, Pair
from scoreboard.servers import server_of
from scoreboard.servers.direct import write_directly
from scoreboard.servers.guard import guard
from scoreboard.servers.pings import ping_together
from scoreboard.servers.slim import called_plainly, keep_little
from scoreboard.servers.writers import write_on_demand
from scoreboard.services import Reading, Services, now, open_services, unheard
from scoreboard.web import page as pages
from scoreboard.web.answered import AfterAnswer
from scoreboard.web.api.describing import spec
from scoreboard.web.api.spec import ExactJSON
from scoreboard.web.api.views import api
from scoreboard.web.audience import audience
from scoreboard.web.certificates import certificates
from scoreboard.web.compressing import compress_page
from scoreboard.web.confirming import confirm_answer
from scoreboard.web.desk import desk
from scoreboard.web.display import display
from scoreboard.web.files import files
from scoreboard.web.fonts import HallFonts, font_tags, fonts
from scoreboard.web.handouts import handouts
from scoreboard.web.home import home
from scoreboard.web.host import host
from scoreboard.web.join import join
from scoreboard.web.judge import judge
from scoreboard.web.links import links
from scoreboard.web.other import answer_preflight, is_allowed, let_other_read
from scoreboard.web.overlay import overlay
from scoreboard.web.paced import Paced
from scoreboard.web.page_files import files_of, icon_href
from scoreboard.web.paper import paper
from scoreboard.web.pasted import lead_to_clean_address
from scoreboard.web.permissions import allow_all, check_permission, csrf
from scoreboard.web.pictures import pictures
from scoreboard.web.prepared_answers import PreparedAnswers
from scoreboard.web.problems import register_problems
from scoreboard.web.published import PublishedFiles
from scoreboard.web.recount import recount
from scoreboard.web.requests import Asked, Requests
from scoreboard.web.results import results
from scoreboard.web.room import check_room
from scoreboard.web.safety.page import safety
from scoreboard.web.same_ledger import check_page_ledger
from scoreboard.web.screens import screens
from scoreboard.web.sessions import Sessions
from scoreboard.web.setup import setup
from scoreboard.web.shortcut import Shortcut
from scoreboard.web.sizes import check_size
from scoreboard.web.static_files import static_file
from scoreboard.web.story import story
from scoreboard.web.team import team
from scoreboard.web.tries import Tries
from scoreboard.web.trust import trust
from scoreboard.web.trystore import store_of

if TYPE_CHECKING:
    from scoreboard.metrics import Metrics

BLUEPRINTS = (
    home,
    display,
    overlay,
    audience,
    team,
    judge,
    desk,
    host,
    links,
    handouts,
    setup,
    screens,
    safety,
    story,
    results,
    recount,
    certificates,
    paper,
    files,
    fonts,
    pictures,
    join,
    trust,
    api,
)


# What templates may ask about a board, and of a page's files.
IN_TEMPLATES = {
    "accents_on_phones": accents_on_phones,
    "files_of": files_of,
    "font_tags": font_tags,
    "icon_href": icon_href,
    "contest_of": contest_of,
    "host_of": host_of,
    "split_board": split,
    "written": Written,
}


def create_app(
    config: Config, clock: Callable[[], datetime] = now, reading: Reading = unheard
) -> Flask:
    """The application, with its database migrated and every role's link in force.

    `reading` as in `open_services`.
    """
    app = Flask("scoreboard", template_folder=str(templates_dir()), static_folder=None)
    app.json = ExactJSON(app)
    app.request_class = Asked
    # No view is a coroutine, which Flask would ask of each function at each call.
    app.ensure_sync = _as_it_is  # type: ignore[method-assign, assignment]
    # An address typed by hand may end in a slash.
    app.url_map.strict_slashes = False
    _configure(app, config)
    socketio = _sockets(app, config)
    _put_before(app, config)
    _join_services(app, config, socketio, clock, reading)
    Babel(
        app,
        default_locale="en",
        default_translation_directories=str(translations_dir()),
        locale_selector=pages.choose_locale,
    )
    csrf.init_app(app)
    _check_each_request(app, config)
    app.after_request(pages.secure_headers)
    app.after_request(compress_page)
    app.context_processor(lambda: {"locale": pages.page_language(), "csp_nonce": pages.nonce()})
    app.jinja_env.globals.update(IN_TEMPLATES)
    register_problems(app)
    app.add_url_rule("/static/<path:filename>", "static", allow_all(static_file))
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    # Not `register`: that would add addresses of its own beside /api/v1/openapi.json.
    spec.app = app
    return app


def _as_it_is(function: Callable[..., Any]) -> Callable[..., Any]:
    return function


def _sockets(app: Flask, config: Config) -> SocketIO:
    return SocketIO(
        app,
        async_mode=config.async_mode,
        # No queue of Socket.IO's own: each process draws for its screens, and `Bus` tells the rest.
        ping_interval=PING_SECONDS,
        ping_timeout=PING_SECONDS,
        max_http_buffer_size=LARGEST_PACKET,
        serializer=TextPacket,
        # A page of the other laptop says by its token who it is; cookies are ours alone.
        cors_allowed_origins=lambda origin, environ: is_allowed(app.extensions, origin, environ),
        cors_credentials=False,
    )


def services_of(app: Flask) -> Services:
    """The parts of an app, for the command line and tests."""
    services: Services = app.extensions["scoreboard"]
    return services


def live_of(app: Flask) -> Live:
    """The live path of an app."""
    live: Live = app.extensions["scoreboard.live"]
    return live


def fonts_of(app: Flask) -> HallFonts:
    """The fonts of the hall's screens that an app makes."""
    found: HallFonts = app.extensions["scoreboard.fonts"]
    return found


def pair_of(app: Flask) -> Pair:
    """What an app's laptop is to another one."""
    pair: Pair = app.extensions["scoreboard.pair"]
    return pair


def crowd_of(app: Flask) -> Crowd:
    """Who is connected to an app."""
    crowd: Crowd = app.extensions["scoreboard.crowd"]
    return crowd


def _join_services(
    app: Flask,
    config: Config,
    socketio: SocketIO,
    clock: Callable[[], datetime],
    reading: Reading,
) -> None:
    def publish(slug: str) -> None:
        live.publish(slug)
        services.keeper.written(slug)

    aside = app.extensions["scoreboard.in_thread"] = server_of(config.async_mode).in_thread
    services = open_services(config, clock, AfterAnswer(app, publish), reading, aside)
    if services.database.file is not None:
        services.database.disk.aside = server_of(config.async_mode).at_disk
    identity = Identity(services.access)
    crowd = Crowd()
    write_directly(socketio, is_for_phones, crowd.lane.breathe)
    ping_together(socketio)
    write_on_demand(socketio)
    keep_little(socketio, crowd.helps)
    guard(socketio, crowd)
    # A name of its own, also after a fork or restart.
    process = f"{os.getpid():x}{secrets.token_hex(3)}"
    bus = Bus(config.message_queue, config.secret_key, process)
    places = Places(config.secret_key)
    live = Live(socketio, services.boards, identity, crowd, bus, places, services.receipts)
    app.extensions["scoreboard"], app.extensions["scoreboard.crowd"] = services, crowd
    app.extensions["scoreboard.prepared"] = PreparedAnswers()
    app.extensions["scoreboard.tries"] = Tries(store_of(config.message_queue))
    app.extensions["scoreboard.published"] = PublishedFiles(services, aside)
    kept = KeptFonts(config.data / "fonts", delivery().static / "vendor")
    app.extensions["scoreboard.fonts"] = HallFonts(kept, services.books)
    app.extensions["scoreboard.pair"] = _pair(config, clock, services, live)
    app.extensions["scoreboard.identity"], app.extensions["scoreboard.live"] = identity, live


def _pair(config: Config, clock: Callable[[], datetime], services: Services, live: Live) -> Pair:
    """What this laptop is to another one; its screens are told what comes in from there."""

    def publish(slug: str) -> None:
        # From the ledger: memory does not know what has come in beside it.
        services.books.read(slug, lambda _: None)
        live.publish(slug)

    # The first waits for word that it is held, and not until it is drawn.
    soon = Soon(publish, live.start)

    def published(slugs: set[str]) -> None:
        there = services.books.events()
        for slug in there if "*" in slugs else slugs.intersection(there):
            soon(slug)

    around = Around(
        clock, published, services.backups.before_follow, many=config.message_queue is not None
    )
    return Pair(services.database, config.secret_key, around)


def _check_each_request(app: Flask, config: Config) -> None:
    """What comes before each request, in this order."""
    metrics = _measured(app) if config.metrics else None
    requests = Requests(
        proxied=config.trusted_proxies > 0,
        observe=None if metrics is None else metrics.observe,
    )
    requests.number_those_of(app)
    app.extensions["scoreboard.requests"] = requests
    app.before_request(answer_preflight)
    app.before_request(lead_to_clean_address)
    app.before_request(check_size)
    app.before_request(check_room)
    app.before_request(check_permission)
    app.before_request(check_page_ledger)
    app.after_request(confirm_answer)
    app.after_request(let_other_read)


def _measured(app: Flask) -> Metrics:
    """Measure what the app does, and answer /metrics."""
    from scoreboard.metrics import Metrics, of_the_hall  # noqa: PLC0415  # an extra
    from scoreboard.web.metrics import metrics_page  # noqa: PLC0415  # rests on it

    app.extensions["scoreboard.metrics"] = metrics = Metrics()
    metrics.look_at(*of_the_hall(live_of(app), crowd_of(app), services_of(app).books))
    app.register_blueprint(metrics_page(metrics))
    return metrics


def _configure(app: Flask, config: Config) -> None:
    cookie_key = hmac.new(config.secret_key.encode(), b"cookies", hashlib.sha256).hexdigest()
    app.config.update(
        PHONES_POLL=config.phones_poll,
        HOSTS=config.hosts,
        PROXIED=config.trusted_proxies > 0,
        SECRET_KEY=cookie_key,
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        SESSION_COOKIE_NAME="scoreboard",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(days=30),
        # The permission check protects exactly the writes signed in by a cookie.
        WTF_CSRF_CHECK_DEFAULT=False,
        # A tablet's page lives as long as the event; its cookie ends it sooner.
        WTF_CSRF_TIME_LIMIT=None,
        SEND_FILE_MAX_AGE_DEFAULT=None,
    )
    app.session_interface = Sessions()


def _put_before(app: Flask, config: Config) -> None:
    """What every request passes first, those of sockets too: whose it is, and whether it may."""
    app.wsgi_app = Shortcut(app)  # type: ignore[method-assign]
    app.wsgi_app = called_plainly(Paced(app))  # type: ignore[method-assign]
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
