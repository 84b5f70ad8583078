"""Logs the predictions of a model to a Vedetta server.

    from vedetta import Vedetta

    log = Vedetta("http://127.0.0.1:8420", "application-scoring", version="3")
    id = log.log_prediction({"age": 41, "region": "osh"}, score=0.183, decision="approve")
    ...
    log.log_outcome(id, "label", 1)

One file, standard library only, Python 3.9 and newer. Make one client per model and keep it; it is thread safe.

Logging never raises, never waits for the network or for room, and never holds more than it was allowed: what does not
fit is dropped and counted. An event is written as JSON during the call, so that later changes of the caller's dictionary
do not show. A daemon thread sends batches and tries them again while the server is away; every event has its id before
it is first sent, so that one which arrives twice counts once. What is queued is sent at exit, within `shutdown_timeout`.

After a fork the child starts with an empty queue and counters at zero, as the parent sends what it holds; its thread
starts with its first event.
"""

from __future__ import annotations

import atexit
import datetime
import email.utils
import encodings.idna  # noqa: F401  Connecting needs it; a fork in the middle of its import would leave the child without.
import enum
import gzip
import http.client
import json
import logging
import math
import os
import queue
import random
import socket
import ssl
import sys
import threading
import time
import urllib.parse
import uuid
import weakref
from typing import Any, Callable, Dict, List, Mapping, NamedTuple, Optional, Tuple, Union

__all__ = ["Vedetta", "Counters"]
__version__ = "0.1.0"

Time = Union[datetime.datetime, str, float, int]

_LONGEST_ANSWER = 4 * 1024 * 1024
_LONGEST_RETRY_AFTER = 300.0
_RETRIED = (408, 425, 429)
_PATHS = ("predictions", "outcomes")


class Counters(NamedTuple):
    """What became of the events. At rest, logged = sent + rejected + failed + dropped + queued."""

    logged: int
    sent: int
    rejected: int
    failed: int
    dropped: int
    queued: int


class Vedetta:
    """Logs the predictions of one model.

    url               address of the server, http or https; a path prefix is kept
    model             name of the model
    api_key           key with the scope `ingest`, sent as a bearer token
    version           version of the model for predictions that name none
    queue_capacity    events held at most, the batch under way included
    queue_bytes       bytes of JSON held at most
    batch_size        events in one request at most
    batch_bytes       bytes of JSON in one request at most; a larger single event is dropped
    flush_interval    seconds that an event may wait for its batch to fill
    timeout           seconds that one step of a request may take
    shutdown_timeout  seconds that close() and the end of the program may take; the rest counts as failed
    retry_delay       seconds after the first failed attempt; doubles with each further one, half of it is drawn
    max_retry_delay   longest such wait, unless the server asks for more
    retry_for         seconds that one batch is tried before it counts as failed
    compress          whether requests are compressed with gzip
    enabled           False makes a client that logs nothing
    on_notice         called with (kind, message), each kind once until it is over, in the background thread;
                      without it notices go to the logger `vedetta`
    jitter            draws from [0, 1) that spread the retries
    ssl_context       for https; the default verifies the server

    Raises ValueError for arguments that cannot work, naming each. Nothing else here raises.
    """

    def __init__(
        self,
        url: str,
        model: str,
        api_key: Optional[str] = None,
        *,
        version: Optional[str] = None,
        queue_capacity: int = 50_000,
        queue_bytes: int = 32 * 1024 * 1024,
        batch_size: int = 1_000,
        batch_bytes: int = 1024 * 1024,
        flush_interval: float = 1.0,
        timeout: float = 10.0,
        shutdown_timeout: float = 5.0,
        retry_delay: float = 0.5,
        max_retry_delay: float = 30.0,
        retry_for: float = 600.0,
        compress: bool = True,
        enabled: bool = True,
        on_notice: Optional[Callable[[str, str], None]] = None,
        jitter: Optional[Callable[[], float]] = None,
        ssl_context: Optional[ssl.SSLContext] = None,
    ) -> None:
        address = urllib.parse.urlsplit(url) if isinstance(url, str) else urllib.parse.urlsplit("")
        faults = []
        if address.scheme not in ("http", "https") or not address.hostname:
            faults.append(f"url is {url!r}, allowed is an http or https address")
        if not isinstance(model, str) or not model.strip():
            faults.append("model is empty, allowed is the name of a model")
        if api_key is not None and (not api_key or any(not "!" <= c <= "~" for c in api_key)):
            faults.append("api_key is empty or has a character outside printable ASCII")
        for name, value in (
            ("queue_capacity", queue_capacity), ("queue_bytes", queue_bytes), ("batch_size", batch_size),
            ("batch_bytes", batch_bytes), ("flush_interval", flush_interval), ("timeout", timeout),
            ("shutdown_timeout", shutdown_timeout), ("retry_delay", retry_delay),
            ("max_retry_delay", max_retry_delay), ("retry_for", retry_for),
        ):
            if not value > 0:
                faults.append(f"{name} is {value!r}, allowed is more than 0")
        if faults:
            raise ValueError("Vedetta client: " + "; ".join(faults))

        self._url, self._model, self._version = url, model, version
        self._queue_capacity, self._queue_bytes = queue_capacity, queue_bytes
        self._batch_size, self._batch_bytes = batch_size, batch_bytes
        self._flush_interval, self._shutdown_timeout = flush_interval, shutdown_timeout
        self._retry_delay, self._max_retry_delay, self._retry_for = retry_delay, max_retry_delay, retry_for
        self._enabled, self._compress = enabled, compress
        self._on_notice: Optional[Callable[[str, str], None]] = on_notice or _to_log
        self._jitter = jitter or random.Random(uuid.uuid4().int).random
        self._server = _Server(address, model, api_key, timeout, compress, ssl_context)
        self._reset()
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=_weakly(self, Vedetta._reset))
        atexit.register(self.close)

    def _reset(self) -> None:
        """State of a process that has logged nothing. Also after a fork, where locks may be held by threads that are gone."""
        self._lock = threading.Lock()
        self._queues: "Dict[str, queue.Queue[bytes]]" = {path: queue.Queue(self._queue_capacity) for path in _PATHS}
        self._pending: Dict[str, bytes] = {}
        self._changed = threading.Condition(self._lock)
        self._logged = self._sent = self._rejected = self._failed = self._dropped = 0
        self._held = self._held_bytes = self._added = self._settled = 0
        self._wake = threading.Event()
        self._closing = False
        self._stop = False
        self._abandoned = False
        self._told: Dict[str, bool] = {}
        self._notices: List[Tuple[str, str]] = []
        self._thread: Optional[threading.Thread] = None
        self._server.forget_connection()

    # What the application calls.

    def log_prediction(
        self,
        features: Optional[Mapping[str, Any]] = None,
        *,
        id: Optional[str] = None,
        at: Optional[Time] = None,
        version: Optional[str] = None,
        score: Any = None,
        probabilities: Optional[Mapping[str, Any]] = None,
        prediction: Any = None,
        decision: Optional[str] = None,
        amount: Any = None,
        tags: Optional[Mapping[str, Any]] = None,
        subject: Optional[str] = None,
        variant: Optional[str] = None,
        shadow: Optional[Mapping[str, Mapping[str, Any]]] = None,
        contributions: Optional[Mapping[str, Any]] = None,
        latency_ms: Any = None,
        error: Optional[str] = None,
    ) -> str:
        """Logs one prediction and returns its id, given or made here; outcomes refer to it.

        Values may be numbers, texts, booleans, times, enumerations, None, or scalars of numpy and pandas;
        NaN and infinities become missing. A time without offset, also `at`, is taken as UTC.
        """
        known = str(id) if id is not None and id != "" else uuid.uuid4().hex
        if not self._enabled:
            return known
        try:
            event: Dict[str, Any] = {"id": known, "at": _time(at)}
            for name, value in (
                ("version", version if version is not None else self._version),
                ("features", _values(features)), ("score", _scalar(score)), ("probabilities", _values(probabilities)),
                ("prediction", _scalar(prediction)), ("decision", _scalar(decision)), ("amount", _scalar(amount)),
                ("tags", _values(tags)), ("subject", _scalar(subject)), ("variant", _scalar(variant)),
                ("shadow", {str(v): _values(said) for v, said in shadow.items()} if shadow is not None else None),
                ("contributions", _values(contributions)), ("latency_ms", _scalar(latency_ms)), ("error", _scalar(error)),
            ):
                if value is not None:
                    event[name] = value
            line = _line(event)
        except Exception as failure:
            self._drop("unwritable", f"An event of model {self._model} cannot be written: {type(failure).__name__}")
        else:
            self._enqueue("predictions", line)
        return known

    def log_outcome(
        self, id: str, outcome: str = "label", value: Any = None, *, at: Optional[Time] = None, source: Optional[str] = None
    ) -> None:
        """Logs a fact that arrives later for a prediction: a label, or a business value."""
        if not self._enabled:
            return
        try:
            event = {"id": str(id), "outcome": str(outcome), "value": _scalar(value), "at": _time(at)}
            if source is not None:
                event["source"] = str(source)
            line = _line(event)
        except Exception as failure:
            self._drop("unwritable", f"An outcome of model {self._model} cannot be written: {type(failure).__name__}")
        else:
            self._enqueue("outcomes", line)

    def counters(self) -> Counters:
        """What became of the events of this process."""
        with self._lock:
            return Counters(self._logged, self._sent, self._rejected, self._failed, self._dropped, self._held)

    def flush(self, timeout: Optional[float] = None) -> bool:
        """Waits until everything logged before the call is settled; False when the time was too short."""
        end = None if timeout is None else time.monotonic() + timeout
        with self._lock:
            target = self._added
            self._wake.set()
            while self._settled < target and self._thread is not None:
                left = None if end is None else end - time.monotonic()
                if left is not None and left <= 0:
                    return False
                self._changed.wait(left)
        return True

    def close(self) -> None:
        """Sends what is queued, for at most `shutdown_timeout`; the rest counts as failed. Runs by itself at exit."""
        atexit.unregister(self.close)
        with self._lock:
            self._closing = True
            thread = self._thread
        self._wake.set()
        if thread is not None and thread is not threading.current_thread():
            thread.join(self._shutdown_timeout)
            if thread.is_alive():
                self._stop = True
                self._server.abort()
                self._wake.set()
                thread.join(1.0)
            if not thread.is_alive():
                self._server.close()
        with self._lock:
            if thread is None or thread.is_alive():
                self._abandoned = True
                self._failed += self._held
                self._settled += self._held
                self._held = self._held_bytes = 0
                self._changed.notify_all()

    def __enter__(self) -> "Vedetta":
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    # The application's thread hands over.

    def _enqueue(self, path: str, line: bytes) -> None:
        try:
            if len(line) > self._batch_bytes:
                self._drop("too_large", f"An event of model {self._model} has {len(line)} bytes, more than batch_bytes ({self._batch_bytes}); it is dropped")
                return
            with self._lock:
                closed = self._closing
                full = self._held >= self._queue_capacity or self._held_bytes + len(line) > self._queue_bytes
                if not closed and not full:
                    self._queues[path].put_nowait(line)
                    self._logged += 1
                    self._added += 1
                    self._held += 1
                    self._held_bytes += len(line)
                    if self._thread is None:
                        self._start()
                    if self._held == self._batch_size:
                        self._wake.set()
                    return
            if closed:
                self._drop("closed", f"An event of model {self._model} came after the client was closed; it is dropped")
            else:
                self._drop("queue_full", f"The queue of model {self._model} is full ({self._queue_capacity} events or {self._queue_bytes} bytes); events are dropped and counted")
        except Exception as failure:
            # The host's request is worth more than its log line; the loss is counted.
            self._drop("unwritable", f"An event of model {self._model} cannot be queued: {failure}")

    def _drop(self, kind: str, message: str) -> None:
        with self._lock:
            self._logged += 1
            self._dropped += 1
            self._post(kind, message)

    def _post(self, kind: str, message: str) -> None:
        if kind not in self._told:
            self._told[kind] = True
            self._notices.append((kind, message))

    def _start(self) -> None:
        thread = threading.Thread(target=self._run, name="vedetta", daemon=True)
        try:
            thread.start()
        except RuntimeError:
            # The interpreter is ending and starts no threads; what is held counts as failed at exit.
            return
        self._thread = thread
        _flush_at_end_of_multiprocessing_child(self)

    # The sender's thread.

    def _run(self) -> None:
        while self._work():
            if not self._closing:
                self._wake.wait(self._flush_interval)

    def _work(self) -> bool:
        """Sends what is there. False when there will be no more."""
        self._deliver_notices()
        self._wake.clear()
        closing = self._closing
        sent = True
        while sent:
            sent = False
            for path in _PATHS:
                batch = self._next_batch(path)
                if batch:
                    sent = True
                    self._deliver(path, batch)
                    self._release(batch)
                    self._deliver_notices()
        return not closing

    def _next_batch(self, path: str) -> List[bytes]:
        """Lines for one request. The first that has no room any more waits for the next."""
        waiting = self._pending.pop(path, None)
        batch = [] if waiting is None else [waiting]
        size = 0 if waiting is None else len(waiting)
        while len(batch) < self._batch_size:
            try:
                line = self._queues[path].get_nowait()
            except queue.Empty:
                break
            if batch and size + len(line) > self._batch_bytes:
                self._pending[path] = line
                break
            batch.append(line)
            size += len(line)
        return batch

    def _release(self, batch: List[bytes]) -> None:
        """Makes room: the batch is settled, whatever became of it."""
        size = sum(map(len, batch))
        with self._lock:
            if not self._abandoned:
                self._held -= len(batch)
                self._held_bytes -= size
                self._settled += len(batch)
                self._changed.notify_all()

    def _deliver(self, path: str, lines: List[bytes]) -> None:
        parts = [lines]
        while parts:
            part = parts.pop()
            try:
                outcome = self._attempt(path, part)
            except Exception as failure:
                # Nothing is known to raise here; if something does, the events are counted and the thread lives.
                outcome = _Unsettled(f"{type(failure).__name__}: {failure}", None)
            if isinstance(outcome, _TooLarge) and len(part) > 1:
                half = len(part) // 2
                parts += [part[half:], part[:half]]
            else:
                self._settle(len(part), outcome)

    def _attempt(self, path: str, lines: List[bytes]) -> "_Outcome":
        body = b"".join(lines)
        if self._compress:
            body = gzip.compress(body, 1, mtime=0)
        begin, failures = time.monotonic(), 0
        while not self._stop:
            outcome = self._server.post(path, body)
            if not isinstance(outcome, _Unsettled) or time.monotonic() - begin >= self._retry_for:
                return outcome
            failures += 1
            with self._lock:
                self._post("unreachable", f"{self._url} cannot take predictions now ({outcome.reason}); they wait and are tried again")
            self._deliver_notices()
            self._pause(_backoff(failures, self._retry_delay, self._max_retry_delay, outcome.retry_after, self._jitter()))
        return _Unsettled("the client was closed", None)

    def _pause(self, delay: float) -> None:
        """Waits between two attempts; while the program ends only briefly, as there is little time left."""
        end = time.monotonic() + delay
        was_closing = self._closing
        if was_closing:
            end = time.monotonic() + min(delay, self._retry_delay)
        while not self._stop and self._closing == was_closing:
            left = end - time.monotonic()
            if left <= 0:
                return
            self._wake.wait(left)
            self._wake.clear()

    def _settle(self, count: int, outcome: "_Outcome") -> None:
        with self._lock:
            if self._abandoned:
                return  # close() has counted them as failed.
            if isinstance(outcome, _Acknowledged):
                rejected = min(outcome.rejected, count)
                self._sent += count - rejected
                self._rejected += rejected
                if self._told.pop("unreachable", False):
                    self._told.pop("queue_full", None)
                    self._told.pop("recovered", None)
                    self._post("recovered", f"{self._url} takes predictions again; dropped so far: {self._dropped}")
                if rejected:
                    self._post("rejected", f"{self._url} rejects events of model {self._model}: {outcome.first_rejection}")
                if outcome.first_warning:
                    self._post("warned", f"{self._url} warns about events of model {self._model}: {outcome.first_warning}")
            elif isinstance(outcome, _Unsettled):
                self._failed += count
                self._post("given_up", f"Events of model {self._model} are given up: {outcome.reason}")
            else:
                self._rejected += count
                self._post("refused", f"{self._url} refuses events of model {self._model} ({outcome.reason}); they are not tried again")

    def _deliver_notices(self) -> None:
        with self._lock:
            notices, self._notices = self._notices, []
        for kind, message in notices:
            if self._on_notice is not None:
                try:
                    self._on_notice(kind, message)
                except Exception:
                    # There is nobody left to tell: the one who would be told has failed. It is not called again.
                    self._on_notice = None


class _Acknowledged(NamedTuple):
    rejected: int
    first_rejection: str
    first_warning: str


class _Refused(NamedTuple):
    reason: str


class _TooLarge(NamedTuple):
    reason: str


class _Unsettled(NamedTuple):
    reason: str
    retry_after: Optional[float]


_Outcome = Union[_Acknowledged, _Refused, _TooLarge, _Unsettled]


class _Server:
    """One kept connection, used by one thread at a time."""

    def __init__(
        self, address: urllib.parse.SplitResult, model: str, api_key: Optional[str], timeout: float, compress: bool,
        ssl_context: Optional[ssl.SSLContext],
    ) -> None:
        self._address, self._timeout, self._ssl_context = address, timeout, ssl_context
        self._base = f"{address.path.rstrip('/')}/v1/models/{urllib.parse.quote(model, safe='')}/"
        self._headers = {"Content-Type": "application/x-ndjson", "User-Agent": f"vedetta-python/{__version__}"}
        if compress:
            self._headers["Content-Encoding"] = "gzip"
        if api_key is not None:
            self._headers["Authorization"] = f"Bearer {api_key}"
        self._connection: Optional[http.client.HTTPConnection] = None

    def forget_connection(self) -> None:
        self._connection = None

    def abort(self) -> None:
        """Ends a request that is under way in another thread."""
        connection = self._connection
        if connection is not None and connection.sock is not None:
            try:
                connection.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # It has ended by itself.

    def post(self, path: str, body: bytes) -> _Outcome:
        try:
            if self._connection is not None:
                try:
                    return self._post(path, body)
                except ConnectionError:
                    # The server has closed the kept connection, while it was idle or going down. A new one tells which.
                    self.close()
            return self._post(path, body)
        except Exception as failure:
            # Also what no network is known to raise: the batch is tried again, on a new connection.
            self.close()
            return _Unsettled(str(failure) or type(failure).__name__, None)

    def _post(self, path: str, body: bytes) -> _Outcome:
        if self._connection is None:
            self._connection = self._connect()
        self._connection.request("POST", self._base + path, body, self._headers)
        response = self._connection.getresponse()
        answer = response.read(_LONGEST_ANSWER)
        if response.will_close or response.read(1):
            self.close()
        return _judge(response, answer)

    def _connect(self) -> http.client.HTTPConnection:
        host, port = self._address.hostname or "", self._address.port
        if self._address.scheme == "https":
            return http.client.HTTPSConnection(host, port, timeout=self._timeout, context=self._ssl_context or ssl.create_default_context())
        return http.client.HTTPConnection(host, port, timeout=self._timeout)

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def _judge(response: http.client.HTTPResponse, answer: bytes) -> _Outcome:
    status = response.status
    if 200 <= status < 300:
        try:
            said = json.loads(answer)
            accepted = said["accepted"]
            if isinstance(accepted, bool) or not isinstance(accepted, int):
                raise ValueError("accepted is no count")
            rejected, warnings = said.get("rejected") or [], said.get("warnings") or []
            count = max(len(rejected), int(said.get("rejected_count") or 0))  # the list may be cut, the count is not
            return _Acknowledged(count, _first(rejected), _first(warnings))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return _Unsettled(f"{status} with an answer that no Vedetta server gives", None)
    more = f"points to {response.headers['Location']}" if response.headers.get("Location") else " ".join(answer[:300].decode("utf-8", "replace").split())
    reason = f"{status} {response.reason}" + (f": {more}" if more else "")
    if status in _RETRIED or status >= 500:
        return _Unsettled(reason, _retry_after(response.headers.get("Retry-After")))
    return _TooLarge(reason) if status == 413 else _Refused(reason)


def _first(items: List[Any]) -> str:
    first = items[0] if items else None
    if not isinstance(first, dict):
        return "" if first is None else str(first)
    return " ".join(str(first[name]) for name in ("code", "field", "message") if first.get(name))


def _retry_after(header: Optional[str]) -> Optional[float]:
    if not header:
        return None
    try:
        return float(int(header))
    except ValueError:
        try:
            return email.utils.parsedate_to_datetime(header).timestamp() - time.time()
        except (TypeError, ValueError):
            return None


def _backoff(failures: int, first: float, longest: float, retry_after: Optional[float], draw: float) -> float:
    """Doubles up to `longest`, half of it drawn; a wait that the server asks for is kept, and spread by up to `first`."""
    own = min(longest, first * 2.0 ** min(failures - 1, 60)) * (0.5 + 0.5 * draw)
    if retry_after is None or retry_after <= 0:
        return own
    return max(own, min(retry_after, _LONGEST_RETRY_AFTER) + first * draw)


def _line(event: Mapping[str, Any]) -> bytes:
    return json.dumps(event, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"


def _values(values: Optional[Mapping[str, Any]]) -> Optional[Dict[str, Any]]:
    return None if values is None else {str(name): _scalar(value) for name, value in values.items()}


def _scalar(value: Any) -> Any:
    """What JSON has for a value: a number, a text, true, false or null. By duck typing, so that numpy need not be there."""
    kind = type(value)
    if kind is str or kind is int or kind is bool or value is None:
        return value
    if kind is float:
        return value if math.isfinite(value) else None
    if isinstance(value, enum.Enum):
        return _scalar(value.value)
    if kind.__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(value, datetime.datetime):
        return _time(value)
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if kind.__name__ == "datetime64":
        return None if str(value) == "NaT" else str(value)
    if kind.__name__ == "float32":
        return _scalar(float(str(value)))  # 0.1 of 32 bits is logged as 0.1, as it reads in the training data
    if isinstance(value, (bytes, bytearray)):
        return bytes(value).decode("utf-8", "replace")
    item = getattr(value, "item", None)
    if callable(item):
        return _scalar(item())
    if isinstance(value, bool):
        return bool(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float) or hasattr(value, "__float__"):
        return _scalar(float(value))
    return str(value)


def _time(at: Optional[Time]) -> str:
    """RFC 3339 in UTC; a time without offset is UTC, a number is seconds since 1970."""
    if isinstance(at, str):
        return at
    if at is None:
        moment = datetime.datetime.now(datetime.timezone.utc)
    elif isinstance(at, datetime.datetime):
        moment = at.replace(tzinfo=datetime.timezone.utc) if at.tzinfo is None else at.astimezone(datetime.timezone.utc)
    else:
        moment = datetime.datetime.fromtimestamp(at, datetime.timezone.utc)
    return moment.replace(tzinfo=None).isoformat() + "Z"


def _to_log(kind: str, message: str) -> None:
    logging.getLogger("vedetta").log(logging.INFO if kind == "recovered" else logging.WARNING, "%s: %s", kind, message)


def _weakly(client: Vedetta, method: Callable[[Vedetta], None]) -> Callable[[], None]:
    """A callback that does not keep the client alive."""
    reference = weakref.ref(client)

    def call() -> None:
        alive = reference()
        if alive is not None:
            method(alive)

    return call


def _flush_at_end_of_multiprocessing_child(client: Vedetta) -> None:
    """Children of multiprocessing leave without atexit; they have a registry of their own for what is to be done last."""
    multiprocessing = sys.modules.get("multiprocessing")
    if multiprocessing is not None and multiprocessing.parent_process() is not None:
        from multiprocessing.util import Finalize

        Finalize(client, _weakly(client, Vedetta.close), exitpriority=10)
