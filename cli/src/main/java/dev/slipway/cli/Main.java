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
    Console console = Console.ofProcess();
    int status = new CommandRun(console).execute(arguments);
    // Not System.exit alone: a reader that went away must not turn success into a late surprise.
    Runtime.getRuntime().exit(status);
  }
}
