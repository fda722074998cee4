"""Serves the logistic model of four features: server.py COEFFICIENTS.JSON PORT THREADS|LOOP"""

import json
import sys

import numpy
import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel
from sklearn.linear_model import LogisticRegression


class Row(BaseModel):
    a: float
    b: float
    c: float
    d: float


with open(sys.argv[1]) as file:
    known = json.load(file)

model = LogisticRegression()
model.classes_ = numpy.array([0, 1])
model.coef_ = numpy.array([known["weights"]])
model.intercept_ = numpy.array([known["bias"]])

app = FastAPI()


@app.get("/ready")
async def ready():
    return {"ready": True}


# A plain function runs in FastAPI's pool of threads.
def predict(row: Row):
    rows = numpy.array([[row.a, row.b, row.c, row.d]])
    return {"positive": float(model.predict_proba(rows)[0, 1]), "model_version": "1"}


async def predict_on_loop(row: Row):
    return predict(row)


app.post("/models/logistic/predict")(predict_on_loop if sys.argv[3] == "LOOP" else predict)
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[2]), log_level="warning", access_log=False)
