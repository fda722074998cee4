package dev.slipway.verification.kinds;

/** Ways in which the same rows are answered. */
enum Way {
  ALONE("alone"),
  BATCHES_OF_2("2"),
  BATCHES_OF_3("3"),
  BATCHES_OF_7("7"),
  BATCHES_OF_64("64"),
  BATCHES_OF_1000("1000"),
  OTHER_ORDERS("orders"),
  TWO_CALLERS("callers"),
  TWO_THREADS("threads"),
  BATCH_JOB("job"),
  BATCH_JOB_ON_TWO_THREADS("job, 2");

  private final String heading;

  Way(String heading) {
    this.heading = heading;
  }

  /** Returns what stands above its cells. */
  String heading() {
    return heading;
  }

  /** Answers all rows in this way. */
  Difference run(Trial trial) {
    return switch (this) {
      case ALONE -> trial.predict(1, 1);
      case BATCHES_OF_2 -> trial.predict(1, 2);
      case BATCHES_OF_3 -> trial.predict(1, 3);
      case BATCHES_OF_7 -> trial.predict(1, 7);
      case BATCHES_OF_64 -> trial.predict(1, 64);
      case BATCHES_OF_1000 -> trial.predict(1, 1000);
      case OTHER_ORDERS -> trial.inOtherOrders();
      case TWO_CALLERS -> trial.withTwoCallers();
      case TWO_THREADS -> trial.predict(2, 1, 2, 64, 1000);
      case BATCH_JOB -> trial.inBatchJob(1);
      case BATCH_JOB_ON_TWO_THREADS -> trial.inBatchJob(2);
    };
  }
}
