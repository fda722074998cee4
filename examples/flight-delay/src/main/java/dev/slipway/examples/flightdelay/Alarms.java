package dev.slipway.examples.flightdelay;

/**
 * What comes of calling flights late from some probability on.
 *
 * @param raised how many were called late
 * @param right how many of these were
 * @param late how many were late in all
 */
record Alarms(int raised, int right, int late) {

  static Alarms of(boolean[] called, boolean[] late) {
    int raised = 0;
    int right = 0;
    int all = 0;
    for (int i = 0; i < late.length; i++) {
      raised += called[i] ? 1 : 0;
      right += called[i] && late[i] ? 1 : 0;
      all += late[i] ? 1 : 0;
    }
    return new Alarms(raised, right, all);
  }

  /** Returns the share of the flights called late that were. */
  double precision() {
    return (double) right / raised;
  }

  /** Returns the share of the late flights that were called so. */
  double recall() {
    return (double) right / late;
  }
}
