package dev.slipway.cli;

/** The entry of the {@code slipway} command. */
public final class Main {

  private Main() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param arguments the command line
   */
  public static void main(String[] arguments) {
    System.exit(new CommandRun(Console.ofProcess()).execute(arguments));
  }
}
