"""A scoring service on FastAPI that logs every prediction.

    VEDETTA_URL=http://127.0.0.1:8420 uvicorn fastapi_app:app

Logging takes microseconds and waits for nothing, so that it may be called from asynchronous handlers as it is.
"""

import os
import time

from fastapi import FastAPI
from pydantic import BaseModel

from vedetta import Vedetta

app = FastAPI()
log = Vedetta(
    os.environ.get("VEDETTA_URL", "http://127.0.0.1:8420"),
    "application-scoring",
    api_key=os.environ.get("VEDETTA_KEY"),
    version="3",
)
app.router.add_event_handler("shutdown", log.close)


class Application(BaseModel):
    age: int
    income: float
    amount: float
    region: str


class Repayment(BaseModel):
    on_time: bool


def score(application: Application) -> float:
    """Stands in for the model: the more of the income the loan takes, the likelier a default."""
    return max(0.01, min(0.99, 0.02 + 0.4 * application.amount / (12 * max(application.income, 1))))


@app.post("/score")
async def decide(application: Application, channel: str = "web"):
    begin = time.perf_counter()
    probability = score(application)
    decision = "approve" if probability < 0.2 else "decline"
    id = log.log_prediction(
        application.dict(),
        score=probability,
        decision=decision,
        amount=application.amount,
        tags={"channel": channel},
        latency_ms=1000 * (time.perf_counter() - begin),
    )
    return {"id": id, "score": probability, "decision": decision}


@app.post("/repaid/{id}", status_code=204)
async def repaid(id: str, repayment: Repayment) -> None:
    """Weeks later the lender learns how it ended."""
    log.log_outcome(id, "label", 0 if repayment.on_time else 1)
