"""A scoring service on Flask that logs every prediction.

    VEDETTA_URL=http://127.0.0.1:8420 flask --app flask_app run

Safe under servers that fork their workers (gunicorn, uWSGI): each worker gets its own queue and thread.
"""

import os
import time

from flask import Flask, jsonify, request

from vedetta import Vedetta

app = Flask(__name__)
log = Vedetta(
    os.environ.get("VEDETTA_URL", "http://127.0.0.1:8420"),
    "application-scoring",
    api_key=os.environ.get("VEDETTA_KEY"),
    version="3",
)


def score(features):
    """Stands in for the model: the more of the income the loan takes, the likelier a default."""
    return max(0.01, min(0.99, 0.02 + 0.4 * features["amount"] / (12 * max(features["income"], 1))))


@app.post("/score")
def decide():
    features = request.get_json()
    begin = time.perf_counter()
    probability = score(features)
    decision = "approve" if probability < 0.2 else "decline"
    id = log.log_prediction(
        features,
        score=probability,
        decision=decision,
        amount=features["amount"],
        tags={"channel": request.headers.get("X-Channel", "web")},
        latency_ms=1000 * (time.perf_counter() - begin),
    )
    return jsonify(id=id, score=probability, decision=decision)


@app.post("/repaid/<id>")
def repaid(id):
    """Weeks later the lender learns how it ended."""
    log.log_outcome(id, "label", 0 if request.get_json()["on_time"] else 1)
    return "", 204
