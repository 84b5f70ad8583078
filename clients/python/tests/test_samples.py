import importlib.util
import json
import os
import pathlib
import py_compile
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
SAMPLES = HERE.parent / "samples"
sys.path[:0] = [str(HERE)]

from recording_server import RecordingServer  # noqa: E402

APPLICATION = {"age": 41, "income": 1000.0, "amount": 3000.0, "region": "osh"}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Samples(unittest.TestCase):
    def test_samples_compile(self):
        with tempfile.TemporaryDirectory() as folder:
            for sample in sorted(SAMPLES.glob("*.py")):
                py_compile.compile(str(sample), cfile=os.path.join(folder, sample.name + "c"), doraise=True)

    @unittest.skipUnless(importlib.util.find_spec("flask"), "flask is not installed (Debian: python3-flask)")
    def test_flask_sample_logs_what_it_decides(self):
        port = free_port()
        self.walk(port, [sys.executable, "-m", "flask", "--app", "flask_app", "run", "--port", str(port)])

    @unittest.skipUnless(
        importlib.util.find_spec("fastapi") and importlib.util.find_spec("uvicorn"),
        "fastapi or uvicorn is not installed (Debian: python3-fastapi, python3-uvicorn)")
    def test_fastapi_sample_logs_what_it_decides(self):
        port = free_port()
        self.walk(port, [sys.executable, "-m", "uvicorn", "fastapi_app:app", "--port", str(port), "--log-level", "warning"])

    def walk(self, port, command):
        server = RecordingServer()
        self.addCleanup(server.down)
        environment = {**os.environ, "VEDETTA_URL": server.url, "PYTHONPATH": os.pathsep.join([str(SAMPLES), str(HERE.parent)])}
        with tempfile.TemporaryFile() as output:
            program = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
            try:
                decided = json.loads(self.post(program, f"http://127.0.0.1:{port}/score", APPLICATION))
                self.post(program, f"http://127.0.0.1:{port}/repaid/{decided['id']}", {"on_time": False})
                end = time.monotonic() + 15
                while not (decided["id"] in server.predictions and server.outcomes) and time.monotonic() < end:
                    time.sleep(0.02)
            finally:
                program.terminate()
                program.wait(20)
            output.seek(0)
            self.assertIn(decided["id"], server.predictions, output.read().decode())
        logged = server.predictions[decided["id"]]
        self.assertEqual((logged["features"], logged["decision"], logged["score"], logged["version"]), (APPLICATION, "approve", decided["score"], "3"))
        self.assertEqual((server.outcomes[0]["id"], server.outcomes[0]["value"]), (decided["id"], 1))

    def post(self, program, url, body):
        end = time.monotonic() + 30
        request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
        while True:
            try:
                with urllib.request.urlopen(request, timeout=10) as response:
                    return response.read()
            except urllib.error.HTTPError:
                raise
            except OSError:
                if time.monotonic() > end or program.poll() is not None:
                    raise
                time.sleep(0.05)


if __name__ == "__main__":
    unittest.main()
