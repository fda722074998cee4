package dev.slipway.verification.variants;

/** Ways in which the same rows are answered. */
enum Way {
  ALONE("one row"),
  ODD_BATCHES("3, 7, 13, 101 rows"),
  ONE_LARGE_BATCH("2,053 rows"),
  CALLERS("8 callers"),
  THREADS("2 threads");

  private static final int[] ODD = {3, 7, 13, 101};

  private final String heading;

  Way(String heading) {
    this.heading = heading;
  }

  /** Returns what stands above its cells. */
  String heading() {
    return heading;
  }

  /** Returns how many threads an operator may use. */
  int intraOpThreads() {
    return this == THREADS ? 2 : 1;
  }

  /** Answers all rows in this way. */
  void run(Answering answering) {
    switch (this) {
      case ALONE -> answering.inBatches(1);
      case ODD_BATCHES -> answering.inBatches(ODD);
      case ONE_LARGE_BATCH -> answering.inBatches(Answering.ROWS);
      case CALLERS -> answering.byCallers(8);
      case THREADS -> answering.inBatches(1, 13, Answering.ROWS);
    }
  }
}
