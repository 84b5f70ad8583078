"""A real server on loopback that keeps what arrives, as the contract says, and fails on demand."""

import gzip
import http.server
import json
import socket
import threading
import time


class RecordingServer:
    def __init__(self, port=0):
        self.predictions = {}
        self.outcomes = []
        self.requests = []
        self.duplicates = 0
        self.trouble = None       # (handler) -> True when it has answered instead; asked before anything is stored
        self.lost_answer = None   # the same, asked after the events are stored
        self.rejects = lambda id: False
        self._lock = threading.Lock()
        self._port = port
        self._http = None
        self.up()

    @property
    def url(self):
        return f"http://127.0.0.1:{self._port}"

    def up(self):
        recorder = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self):
                recorder._take(self)

            def answer(self, status, body=b"", **headers):
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True
            connections = []

            def get_request(self):
                connection, address = super().get_request()
                Server.connections.append(connection)
                return connection, address

            def handle_error(self, *_):
                pass

        self._http = Server(("127.0.0.1", self._port), Handler)
        self._port = self._http.server_address[1]
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()

    def down(self):
        """Refuses connections and ends those that are open; what was recorded stays."""
        if self._http is not None:
            self._http.shutdown()
            self._http.server_close()
            for connection in self._http.connections:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass  # closed already
                connection.close()
            self._http = None

    def _take(self, handler):
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        if self.trouble is not None and self.trouble(handler):
            return
        if handler.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        rows = [json.loads(line) for line in body.decode("utf-8").splitlines()]
        accepted, repeated, rejected = 0, 0, []
        with self._lock:
            for index, row in enumerate(rows):
                if self.rejects(row["id"]):
                    rejected.append({"index": index, "id": row["id"], "code": "unreadable_time", "field": "at", "message": "No time."})
                elif handler.path.endswith("/outcomes"):
                    self.outcomes.append(row)
                    accepted += 1
                elif row["id"] in self.predictions:
                    repeated += 1
                else:
                    self.predictions[row["id"]] = row
                    accepted += 1
            self.duplicates += repeated
            self.requests.append({"path": handler.path, "headers": dict(handler.headers), "events": len(rows), "at": time.monotonic()})
        if self.lost_answer is None or not self.lost_answer(handler):
            answer = {"accepted": accepted, "duplicates": repeated, "rejected": rejected, "warnings": []}
            handler.answer(200, json.dumps(answer).encode(), Content_Type="application/json")


def nobody_there():
    """An address on loopback where nobody listens: its port was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return "http://127.0.0.1:%d" % probe.getsockname()[1]
