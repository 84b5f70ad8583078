import datetime
import decimal
import enum
import json
import multiprocessing
import os
import pathlib
import random
import subprocess
import sys
import threading
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from recording_server import RecordingServer, nobody_there  # noqa: E402
from vedetta import Vedetta, _backoff, _scalar, _time  # noqa: E402

HURRY = dict(flush_interval=0.02, retry_delay=0.02, max_retry_delay=0.1, timeout=5.0)
MODEL = "application-scoring"


class WithServer(unittest.TestCase):
    def setUp(self):
        self.server = RecordingServer()
        self.addCleanup(self.server.down)
        self.notices = []

    def client(self, url=None, **options):
        client = Vedetta(url or self.server.url, MODEL, on_notice=lambda kind, message: self.notices.append((kind, message)), **{**HURRY, **options})
        self.addCleanup(client.close)
        return client

    def kinds(self):
        return [kind for kind, _ in self.notices]

    def assert_accounted(self, client):
        counters = client.counters()
        self.assertEqual(counters.logged, counters.sent + counters.rejected + counters.failed + counters.dropped + counters.queued)


class Delivery(WithServer):
    def test_every_field_arrives_as_the_contract_says(self):
        client = self.client(api_key="secret-key")
        id = client.log_prediction(
            {"age": 41, "region": "Ош", "income": None, "ratio": float("nan")}, id="a1", at="2026-01-31T10:00:00Z", version="1",
            score=0.183, probabilities={"a": 0.2, "b": 0.8}, prediction=0, decision="approve", amount=50000, tags={"channel": "web"},
            subject="k-93f", variant="champion", shadow={"2": {"score": 0.21, "prediction": 0}}, contributions={"age": -0.12},
            latency_ms=12.5)
        self.assertTrue(client.flush(10))
        self.assertEqual(id, "a1")
        self.assertEqual(self.server.predictions["a1"], {
            "id": "a1", "at": "2026-01-31T10:00:00Z", "version": "1",
            "features": {"age": 41, "region": "Ош", "income": None, "ratio": None}, "score": 0.183,
            "probabilities": {"a": 0.2, "b": 0.8}, "prediction": 0, "decision": "approve", "amount": 50000,
            "tags": {"channel": "web"}, "subject": "k-93f", "variant": "champion",
            "shadow": {"2": {"score": 0.21, "prediction": 0}}, "contributions": {"age": -0.12}, "latency_ms": 12.5})
        request = self.server.requests[0]
        self.assertEqual(request["path"], "/v1/models/application-scoring/predictions")
        self.assertEqual(request["headers"]["Authorization"], "Bearer secret-key")
        self.assertEqual(request["headers"]["Content-Type"], "application/x-ndjson")
        self.assertEqual(request["headers"]["Content-Encoding"], "gzip")
        self.assertEqual(client.counters().sent, 1)

    def test_id_and_time_are_there_before_it_is_sent(self):
        client = self.client(version="7", compress=False)
        before = datetime.datetime.now(datetime.timezone.utc)
        id = client.log_prediction({"age": 41})
        self.assertTrue(client.flush(10))
        arrived = self.server.predictions[id]
        self.assertEqual(arrived["version"], "7")
        at = datetime.datetime.fromisoformat(arrived["at"].replace("Z", "+00:00"))
        self.assertLess(abs((at - before).total_seconds()), 60)
        self.assertNotIn("Content-Encoding", self.server.requests[0]["headers"])

    def test_outcome_goes_to_the_outcomes(self):
        client = self.client()
        client.log_outcome("a1", "label", 1, at=datetime.datetime(2026, 3, 2), source="system")
        self.assertTrue(client.flush(10))
        self.assertEqual(self.server.outcomes, [{"id": "a1", "outcome": "label", "value": 1, "at": "2026-03-02T00:00:00Z", "source": "system"}])
        self.assertEqual(self.server.requests[0]["path"], "/v1/models/application-scoring/outcomes")

    def test_later_changes_of_the_dictionary_do_not_show(self):
        client = self.client(flush_interval=60)
        features = {"age": 41}
        client.log_prediction(features, id="a")
        features["age"] = 99
        self.assertTrue(client.flush(10))
        self.assertEqual(self.server.predictions["a"]["features"]["age"], 41)

    def test_50_000_events_arrive_complete_and_cost_the_caller_little(self):
        client = self.client()
        # The caller's own processor time: how long other programs keep the machine busy is not the client's cost.
        begin = time.thread_time()
        for i in range(50_000):
            client.log_prediction({"age": i % 80, "region": "osh", "income": 1000.5 + i}, score=0.5)
        logging = time.thread_time() - begin
        self.assertTrue(client.flush(60))
        self.assertLess(logging, 15)
        self.assertEqual(len(self.server.predictions), 50_000 - client.counters().dropped)
        self.assertEqual(client.counters().sent, len(self.server.predictions))
        self.assertLessEqual(max(request["events"] for request in self.server.requests), 1_000)
        self.assert_accounted(client)

    def test_many_threads_lose_and_double_nothing(self):
        client = self.client(batch_size=97)

        def log(worker):
            for i in range(300):
                client.log_prediction(id=f"{worker}-{i}", score=0.5)
                client.log_outcome(f"{worker}-{i}", "label", i % 2)

        threads = [threading.Thread(target=log, args=(worker,)) for worker in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertTrue(client.flush(20))
        self.assertEqual(len(self.server.predictions), 2_400)
        self.assertEqual(len({outcome["id"] for outcome in self.server.outcomes}), 2_400)
        self.assertEqual(self.server.duplicates, 0)
        self.assert_accounted(client)

    def test_close_sends_what_is_queued(self):
        with self.client(flush_interval=60) as client:
            client.log_prediction(id="last", score=0.5)
        self.assertIn("last", self.server.predictions)
        client.log_prediction(id="late", score=0.5)
        self.assertEqual((client.counters().sent, client.counters().dropped), (1, 1))

    def test_model_with_special_characters_is_kept(self):
        client = Vedetta(self.server.url + "/", "кредит 1/2", **HURRY)
        client.log_prediction(score=0.5)
        client.close()
        self.assertEqual(self.server.requests[0]["path"], "/v1/models/%D0%BA%D1%80%D0%B5%D0%B4%D0%B8%D1%82%201%2F2/predictions")


class Trouble(WithServer):
    def answers(self, status, times, **headers):
        asked = []

        def trouble(handler):
            asked.append(time.monotonic())
            if len(asked) > times:
                return False
            handler.answer(status, b"no", **headers)
            return True

        self.server.trouble = trouble
        return asked

    def test_server_down_and_back_gets_all_that_was_not_counted_as_dropped(self):
        client = self.client(queue_capacity=2_000, batch_size=50)
        for _ in range(1_000):
            client.log_prediction(score=0.25)
        self.assertTrue(client.flush(20))
        self.server.down()
        for _ in range(3_000):
            client.log_prediction(score=0.25)
        dropped = client.counters().dropped
        self.assertGreater(dropped, 0)
        end = time.monotonic() + 10
        while "unreachable" not in self.kinds() and time.monotonic() < end:
            time.sleep(0.01)
        self.server.up()
        self.assertTrue(client.flush(20))
        client.log_prediction(score=0.25)
        self.assertTrue(client.flush(20))
        self.assertEqual(len(self.server.predictions), 4_001 - dropped)
        self.assertEqual(client.counters().sent, 4_001 - dropped)
        self.assertEqual((client.counters().failed, client.counters().rejected), (0, 0))
        self.assert_accounted(client)
        self.assertEqual(sorted(self.kinds()), ["queue_full", "recovered", "unreachable"])

    def test_lost_answer_leads_to_duplicates_by_id_only(self):
        lost = []

        def lose(handler):
            lost.append(1)
            if len(lost) > 2:
                return False
            handler.close_connection = True
            return True

        self.server.lost_answer = lose
        client = self.client()
        for _ in range(10):
            client.log_prediction(score=0.5)
        self.assertTrue(client.flush(10))
        self.assertEqual(len(self.server.predictions), 10)
        self.assertGreater(self.server.duplicates, 0)
        self.assertEqual(client.counters().sent, 10)

    def test_server_that_sheds_load_is_left_alone_for_as_long_as_it_asks(self):
        asked = self.answers(429, 1, Retry_After="1")
        client = self.client()
        client.log_prediction(score=0.5)
        self.assertTrue(client.flush(10))
        self.assertGreaterEqual(asked[1] - asked[0], 0.99)

    def test_failure_that_may_pass_is_tried_again(self):
        for status in (500, 503, 408):
            with self.subTest(status):
                asked = self.answers(status, 3)
                client = self.client()
                client.log_prediction(score=0.5)
                self.assertTrue(client.flush(10))
                self.assertEqual((len(asked), client.counters().sent), (4, 1))

    def test_refusal_is_final_counted_and_told_once(self):
        for status in (400, 401, 404, 422, 307):
            with self.subTest(status):
                self.notices.clear()
                asked = self.answers(status, 99)
                client = self.client(batch_size=1)
                for _ in range(3):
                    client.log_prediction(score=0.5)
                self.assertTrue(client.flush(10))
                client.close()
                self.assertEqual((len(asked), client.counters().rejected), (3, 3))
                self.assertEqual(self.kinds(), ["refused"])
                self.assertIn(str(status), self.notices[0][1])

    def test_request_that_is_too_large_is_halved_until_it_passes(self):
        def trouble(handler):
            if int(handler.headers["Content-Length"]) <= 300:
                return False
            handler.answer(413)
            return True

        self.server.trouble = trouble
        client = self.client(compress=False, flush_interval=30)
        for i in range(21):
            client.log_prediction(id=f"p{i:02}", score=0.5)
        client.log_prediction(id="long", error="x" * 500)
        self.assertTrue(client.flush(10))
        self.assertEqual(sorted(self.server.predictions), [f"p{i:02}" for i in range(21)])
        self.assertEqual((client.counters().sent, client.counters().rejected), (21, 1))

    def test_rejected_events_are_counted_and_the_first_reason_is_told(self):
        self.server.rejects = lambda id: id.startswith("bad")
        client = self.client()
        for id in ("good", "bad1", "bad2"):
            client.log_prediction(id=id, score=0.5)
        self.assertTrue(client.flush(10))
        client.close()
        self.assertEqual((client.counters().sent, client.counters().rejected), (1, 2))
        self.assertEqual(self.kinds(), ["rejected"])
        self.assertIn("unreadable_time at No time.", self.notices[0][1])

    def test_garbage_for_an_answer_is_no_acknowledgement(self):
        for garbage in (b"<html>Please sign in</html>", b"", b'{"accepted":', b'{"accepted":"many"}', b"[1,2]", b"\xff", b"[" * 5000):
            with self.subTest(garbage[:20]):
                answered = []

                def lost(handler):
                    answered.append(1)
                    if len(answered) > 2:
                        return False
                    handler.answer(200, garbage)
                    return True

                self.server.lost_answer = lost
                client = self.client()
                client.log_prediction(score=0.5)
                self.assertTrue(client.flush(10))
                self.assertEqual((len(answered), client.counters().sent), (3, 1))

    def test_answer_that_is_no_http_is_no_acknowledgement(self):
        answered = []

        def trouble(handler):
            answered.append(1)
            if len(answered) > 2:
                return False
            handler.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")
            handler.close_connection = True
            return True

        self.server.trouble = trouble
        client = self.client()
        client.log_prediction(score=0.5)
        self.assertTrue(client.flush(10))
        self.assertEqual(client.counters().sent, 1)

    def test_server_that_does_not_answer_counts_as_a_failed_attempt(self):
        asked = []

        def trouble(handler):
            asked.append(1)
            if len(asked) > 1:
                return False
            time.sleep(1)
            return True

        self.server.trouble = trouble
        client = self.client(timeout=0.2)
        client.log_prediction(score=0.5)
        self.assertTrue(client.flush(10))
        self.assertEqual(client.counters().sent, 1)

    def test_batch_that_never_gets_through_is_given_up_after_its_time(self):
        client = self.client(nobody_there(), retry_for=0.2)
        client.log_prediction(score=0.5)
        self.assertTrue(client.flush(10))
        self.assertEqual(client.counters().failed, 1)
        client.close()
        self.assertEqual(self.kinds(), ["unreachable", "given_up"])


class HostSafety(WithServer):
    def test_host_does_not_wait_while_the_server_is_away_and_the_queue_is_full(self):
        client = self.client(nobody_there(), queue_capacity=100, shutdown_timeout=0.05)
        begin = time.monotonic()
        for _ in range(10_000):
            client.log_prediction(score=0.5)
        self.assertLess(time.monotonic() - begin, 5)
        self.assertEqual((client.counters().queued, client.counters().dropped), (100, 9_900))
        self.assert_accounted(client)

    def test_queue_is_bounded_in_bytes_too(self):
        client = self.client(nobody_there(), queue_bytes=10_000, shutdown_timeout=0.05)
        for _ in range(100):
            client.log_prediction(id="x", error="e" * 1_000)
        self.assertEqual(client.counters().queued, 9)

    def test_values_that_cannot_be_written_cost_their_event_and_nothing_else(self):
        class Throws:
            def __str__(self):
                raise RuntimeError("No text.")

        client = self.client(batch_bytes=10_000)
        client.log_prediction({"x": Throws()})
        client.log_prediction("no mapping")
        client.log_prediction(at=object())
        client.log_prediction(shadow={"2": 5})
        client.log_prediction(error="e" * 20_000)
        client.log_outcome(Throws(), "label", 1)
        client.log_prediction({"x": 1}, id="good")
        client.close()
        self.assertEqual(list(self.server.predictions), ["good"])
        self.assertEqual(client.counters().dropped, 6)
        self.assert_accounted(client)
        self.assertEqual(sorted(self.kinds()), ["too_large", "unwritable"])

    def test_callback_that_raises_is_not_called_again(self):
        called = []

        def broken(kind, message):
            called.append(kind)
            raise RuntimeError("The log is broken.")

        self.server.rejects = lambda id: id == "bad"
        client = Vedetta(self.server.url, MODEL, on_notice=broken, **HURRY)
        for id in ("bad", "good"):
            client.log_prediction(id=id, score=0.5)
            client.log_prediction(object())
            self.assertTrue(client.flush(10))
        client.close()
        self.assertIn("good", self.server.predictions)
        self.assertEqual(len(called), 1)

    def test_close_ends_in_time_when_the_server_is_away_and_counts_what_is_lost(self):
        client = self.client(nobody_there(), shutdown_timeout=0.3, batch_size=3)
        for _ in range(10):
            client.log_prediction(score=0.5)
        begin = time.monotonic()
        client.close()
        client.close()
        self.assertLess(time.monotonic() - begin, 3)
        self.assertEqual(client.counters().failed, 10)
        self.assert_accounted(client)

    def test_close_ends_in_time_when_the_server_hangs(self):
        release = threading.Event()
        self.server.trouble = lambda handler: release.wait(20)
        client = self.client(shutdown_timeout=0.3, timeout=30)
        client.log_prediction(score=0.5)
        time.sleep(0.1)
        begin = time.monotonic()
        client.close()
        self.assertLess(time.monotonic() - begin, 3)
        release.set()
        self.assertEqual(client.counters().failed, 1)
        self.assert_accounted(client)

    def test_flush_says_when_the_time_was_too_short(self):
        client = self.client(nobody_there(), shutdown_timeout=0.05)
        client.log_prediction(score=0.5)
        self.assertFalse(client.flush(0.1))
        self.assertEqual(client.counters().queued, 1)

    def test_wrong_arguments_are_all_named_at_once(self):
        with self.assertRaises(ValueError) as caught:
            Vedetta("ftp://example", " ", "line\nend", queue_capacity=0, timeout=-1)
        for name in ("url is 'ftp://example'", "model", "api_key", "queue_capacity is 0", "timeout is -1"):
            self.assertIn(name, str(caught.exception))

    def test_client_that_is_not_enabled_does_nothing_but_give_ids(self):
        client = self.client(nobody_there(), enabled=False)
        self.assertEqual(len(client.log_prediction(score=0.5)), 32)
        client.log_outcome("a", "label", 1)
        self.assertTrue(client.flush(1))
        self.assertEqual(client.counters().logged, 0)


class Exit(WithServer):
    def run_program(self, body):
        program = f"import sys; sys.path.insert(0, {str(HERE.parent)!r}); from vedetta import Vedetta\n" + body
        return subprocess.run([sys.executable, "-W", "ignore::DeprecationWarning", "-c", program], capture_output=True, text=True, timeout=60)

    def test_program_that_ends_without_close_sends_what_is_queued(self):
        done = self.run_program(f"log = Vedetta({self.server.url!r}, 'm', flush_interval=60)\nfor i in range(2500): log.log_prediction(id=str(i), score=0.5)")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(len(self.server.predictions), 2_500)

    def test_program_that_ends_while_the_server_is_away_does_not_hang(self):
        begin = time.monotonic()
        done = self.run_program(f"log = Vedetta({nobody_there()!r}, 'm', shutdown_timeout=0.5, on_notice=lambda *_: None)\nlog.log_prediction(score=0.5)")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertLess(time.monotonic() - begin, 10)

    def test_client_that_is_forgotten_still_sends(self):
        done = self.run_program(f"def f():\n  Vedetta({self.server.url!r}, 'm').log_prediction(id='a', score=0.5)\nf()\nimport gc; gc.collect()")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("a", self.server.predictions)

    @unittest.skipUnless(hasattr(os, "fork"), "this system has no fork")
    def test_forked_children_log_and_nothing_is_sent_twice(self):
        done = self.run_program(f"""
import os
log = Vedetta({self.server.url!r}, 'm', flush_interval=60)
for i in range(10): log.log_prediction(id=f'parent-{{i}}', score=0.5)
children = []
for child in range(3):
    pid = os.fork()
    if pid == 0:
        assert log.counters().logged == 0
        for i in range(10): log.log_prediction(id=f'child-{{child}}-{{i}}', score=0.5)
        sys.exit(0)
    children.append(pid)
for pid in children: assert os.waitpid(pid, 0)[1] == 0
""")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(len(self.server.predictions), 40)
        self.assertEqual(self.server.duplicates, 0)

    @unittest.skipUnless("fork" in multiprocessing.get_all_start_methods(), "this system has no fork")
    def test_children_of_multiprocessing_send_what_is_queued(self):
        done = self.run_program(f"""
import multiprocessing
log = Vedetta({self.server.url!r}, 'm', flush_interval=60)
def work(child):
    for i in range(10): log.log_prediction(id=f'{{child}}-{{i}}', score=0.5)
log.log_prediction(id='parent', score=0.5)
processes = [multiprocessing.get_context('fork').Process(target=work, args=(child,)) for child in range(3)]
for process in processes: process.start()
for process in processes: process.join()
""")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(len(self.server.predictions), 31)
        self.assertEqual(self.server.duplicates, 0)

    @unittest.skipUnless(hasattr(os, "fork"), "this system has no fork")
    def test_fork_while_other_threads_log_does_not_hang_the_child(self):
        done = self.run_program(f"""
import os, threading, time
log = Vedetta({self.server.url!r}, 'm', batch_size=5)
stop = False
def busy():
    while not stop:
        log.log_prediction(score=0.5)
        time.sleep(0.001)
threads = [threading.Thread(target=busy) for _ in range(4)]
for thread in threads: thread.start()
for child in range(10):
    pid = os.fork()
    if pid == 0:
        log.log_prediction(id=f'child-{{child}}', score=0.5)
        os._exit(0 if log.flush(10) else 1)
    assert os.waitpid(pid, 0)[1] == 0
stop = True
for thread in threads: thread.join()
""")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertTrue({f"child-{child}" for child in range(10)} <= set(self.server.predictions))


class Values(unittest.TestCase):
    class Numpy:
        """Behaves as a scalar of numpy does."""

        def __init__(self, value):
            self.value = value

        def item(self):
            return self.value

    class Decision(enum.Enum):
        APPROVE = "approve"

    def test_scalars(self):
        for value, expected in (
            (True, True), (5, 5), (0.5, 0.5), ("a", "a"), (None, None), (float("nan"), None), (float("inf"), None),
            (self.Numpy(5), 5), (self.Numpy(float("nan")), None), (self.Numpy(True), True), (decimal.Decimal("1.5"), 1.5),
            (decimal.Decimal("NaN"), None), (self.Decision.APPROVE, "approve"), (b"abc", "abc"),
            (datetime.date(2026, 1, 2), "2026-01-02"), (datetime.datetime(2026, 1, 2, 3, 4, 5), "2026-01-02T03:04:05Z"),
        ):
            with self.subTest(value=value):
                actual = _scalar(value)
                self.assertEqual((actual, type(actual)), (expected, type(expected)))

    def test_scalars_of_numpy_and_pandas_where_they_are_installed(self):
        try:
            import numpy
        except ImportError:
            self.skipTest("numpy is not installed")
        for value, expected in (
            (numpy.int64(5), 5), (numpy.float64(0.5), 0.5), (numpy.float32(0.1), 0.1), (numpy.bool_(True), True), (numpy.str_("a"), "a"),
            (numpy.float64("nan"), None), (numpy.float32("inf"), None), (numpy.datetime64("2026-01-02T03:04:05.123456789"), "2026-01-02T03:04:05.123456789"),
            (numpy.array([7])[0], 7),
        ):
            with self.subTest(value=repr(value)):
                actual = _scalar(value)
                self.assertEqual((actual, type(actual)), (expected, type(expected)))
        try:
            import pandas
        except ImportError:
            self.skipTest("pandas is not installed")
        self.assertEqual([_scalar(pandas.NA), _scalar(pandas.NaT)], [None, None])
        self.assertEqual(_scalar(pandas.Timestamp("2026-01-02T03:04:05+06:00")), "2026-01-01T21:04:05Z")

    def test_times(self):
        east = datetime.timezone(datetime.timedelta(hours=6))
        self.assertEqual(_time(datetime.datetime(2026, 1, 31, 16, tzinfo=east)), "2026-01-31T10:00:00Z")
        self.assertEqual(_time(datetime.datetime(2026, 1, 31, 10)), "2026-01-31T10:00:00Z")
        self.assertEqual(_time(0), "1970-01-01T00:00:00Z")
        self.assertEqual(_time("2026-01-31T10:00:00+06:00"), "2026-01-31T10:00:00+06:00")

    def test_lone_surrogates_do_not_spoil_the_batch(self):
        from vedetta import _line
        self.assertEqual(json.loads(_line({"id": "a\ud800b"})), {"id": "a?b"})


class Backoff(unittest.TestCase):
    def test_doubles_within_its_bounds_whatever_is_drawn(self):
        draws = random.Random(1)
        for failures in range(1, 2_000):
            whole = min(30.0, 0.5 * 2.0 ** min(failures - 1, 60))
            delay = _backoff(failures, 0.5, 30.0, None, draws.random())
            self.assertTrue(whole / 2 <= delay <= whole, (failures, delay))

    def test_is_never_shorter_than_the_server_asks_within_reason(self):
        for asked in range(1, 300):
            self.assertTrue(asked <= _backoff(1, 0.5, 30.0, asked, 0.9) <= asked + 0.5)
        self.assertLess(_backoff(1, 0.5, 30.0, 1e9, 0.9), 360)
        self.assertEqual(_backoff(1, 0.5, 30.0, -5.0, 0.0), 0.25)


if __name__ == "__main__":
    unittest.main()
