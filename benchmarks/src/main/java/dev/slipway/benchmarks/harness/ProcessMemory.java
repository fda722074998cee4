package dev.slipway.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the operating system says of the memory of processes. */
public final class ProcessMemory {

  private static final String SELF = "self";

  private ProcessMemory() {}

  /**
   * Returns the most memory that was resident at once since the process began.
   *
   * @return MiB; NaN where the system does not tell
   * @throws IOException if what the system tells cannot be read
   */
  public static double peakMebibytes() throws IOException {
    return mebibytes(SELF, "VmHWM:");
  }

  /**
   * Returns the memory that is resident now.
   *
   * @return MiB; NaN where the system does not tell
   * @throws IOException if what the system tells cannot be read
   */
  public static double residentMebibytes() throws IOException {
    return mebibytes(SELF, "VmRSS:");
  }

  /**
   * Returns the memory of another process that is resident now.
   *
   * @param process its number
   * @return MiB; NaN where the system does not tell
   * @throws IOException if what the system tells cannot be read
   */
  public static double residentMebibytes(long process) throws IOException {
    return mebibytes(Long.toString(process), "VmRSS:");
  }

  private static double mebibytes(String process, String name) throws IOException {
    Path status = Path.of("/proc", process, "status");
    if (!Files.exists(status)) {
      return Double.NaN;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith(name)) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
      }
    }
    return Double.NaN;
  }
}
