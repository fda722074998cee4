package dev.slipway.cli;

import dev.slipway.Predictor;
import dev.slipway.Table;
import dev.slipway.batch.BatchJob;
import dev.slipway.batch.BatchReport;
import dev.slipway.batch.ParquetTables;
import dev.slipway.core.Slipway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the main job on real data: one model, the same answers from a batch job and an API. */
@Command(
    name = "demo",
    sortOptions = false,
    description = {
      "Scores 125000 real flights with a model that knows which will be late, then answers",
      "1000 of them one by one, and shows that both give the same answers."
    },
    footerHeading = "%nExample:%n",
    footer = "  ${ROOT-COMMAND-NAME} demo")
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class DemoCommand implements Runnable {

  private static final int ONE_BY_ONE = 1000;

  private final Console console;

  @Option(names = "--one-by-one", hidden = true)
  private boolean onlyOneByOne;

  DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    DemoFiles files = DemoFiles.find();
    if (onlyOneByOne) {
      answerOneByOne(files).forEach(console::line);
      return;
    }
    try {
      show(files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the second process does: answers the flights and prints the answers, bit for bit. */
  private static List<String> answerOneByOne(DemoFiles files) {
    try (Predictor predictor = Slipway.open(files.model())) {
      Table flights = ParquetTables.read(files.flights(), predictor.model().signature());
      return DemoFlights.answerOneByOne(predictor, flights, ONE_BY_ONE);
    }
  }

  private void show(DemoFiles files) throws IOException {
    Files.createDirectories(files.scored().getParent());
    try (Predictor predictor = Slipway.open(files.model())) {
      Table flights = ParquetTables.read(files.flights(), predictor.model().signature());
      say("Loaded " + flights.rows() + " records");
      say("  real flights inside the United States, " + ShellText.path(files.flights()));
      BatchReport report = score(predictor, files);
      Table scored = ParquetTables.read(files.scored(), predictor.model().signature());
      say(
          "Scored "
              + report.rows()
              + " records with "
              + DemoFlights.late(scored)
              + " late flights");
      say("  " + BatchTotals.speed(report));
      say("  the answers are in " + ShellText.path(files.scored()));
      say("  model: " + report.version());
      say("");
      compare(predictor, flights, scored);
    }
    say("");
    DemoNextSteps.of(files).forEach(this::say);
  }

  private BatchReport score(Predictor predictor, DemoFiles files) {
    try (ProgressDisplay progress = ProgressDisplay.of(console, "Scoring")) {
      return InterruptibleRun.of(
          BatchJob.builder()
              .predictor(predictor)
              .input(files.flights().toString())
              .output(files.scored())
              .progress(progress)
              .build());
    }
  }

  private void compare(Predictor predictor, Table flights, Table scored) throws IOException {
    List<String> batch = DemoFlights.batchAnswers(scored, ONE_BY_ONE);
    say(
        "Answering "
            + ONE_BY_ONE
            + " of these flights again, one by one, as an application would …");
    DemoCheck.same(
        "the batch job", batch, DemoFlights.answerOneByOne(predictor, flights, ONE_BY_ONE));
    say("  equal to the batch job's answers, bit for bit");
    say("And once more in a second, fresh process …");
    DemoCheck.same("the batch job", batch, SecondProcess.output("demo", "--one-by-one"));
    say("  equal again, bit for bit");
  }

  private void say(String text) {
    console.line(text);
    console.flush();
  }
}
