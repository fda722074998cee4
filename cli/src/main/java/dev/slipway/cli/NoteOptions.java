package dev.slipway.cli;

import dev.slipway.lifecycle.ChangeNote;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that the history keeps. */
final class NoteOptions {

  @Option(names = "--why", paramLabel = "TEXT", description = "The reason, for the history.")
  private @Nullable String why;

  @Option(
      names = "--who",
      paramLabel = "NAME",
      description = "Who does it, for the history; your user name unless given.")
  private @Nullable String who;

  ChangeNote note() {
    ChangeNote note = who == null ? ChangeNote.byUser() : ChangeNote.by(who);
    return why == null ? note : note.because(why);
  }
}
