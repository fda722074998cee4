package dev.slipway.batch;

import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.OverloadedException;
import dev.slipway.Problem;
import dev.slipway.batch.internal.database.Database;
import dev.slipway.batch.internal.database.DatabaseFaults;
import dev.slipway.batch.internal.database.DatabaseSettings;
import dev.slipway.batch.internal.input.InputFile;
import dev.slipway.batch.internal.output.Output;
import dev.slipway.batch.internal.output.Output.Kind;
import dev.slipway.batch.internal.rejects.RejectsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** One run of a job. */
final class JobRun {

  private final JobSettings settings;
  private final Instant scoredAt;
  private final Provenance provenance;
  private final long startNanos = System.nanoTime();

  JobRun(JobSettings settings) {
    this.settings = settings;
    this.scoredAt = settings.clock().instant().truncatedTo(ChronoUnit.MICROS);
    this.provenance =
        settings.provenance()
            ? Provenance.of(settings.predictor().model().version(), scoredAt)
            : Provenance.none();
  }

  BatchReport run() {
    String task = "Cannot score into " + settings.target().path();
    try (Output output = Output.open(settings.target().path(), settings.target().kind());
        Database database = open(output)) {
      return run(output, database);
    } catch (SQLException fault) {
      throw DatabaseFaults.failure(task, fault);
    } catch (IOException fault) {
      throw new EngineException(ErrorCode.ENGINE_FAILURE, task + ": " + fault, fault);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new OverloadedException(
          ErrorCode.CANCELLED, task + ": the job was interrupted, nothing was written", interrupt);
    }
  }

  private Database open(Output output) throws SQLException {
    JobSettings.Limits limits = settings.limits();
    return Database.open(
        new DatabaseSettings(limits.threads(), limits.memoryBytes(), output.work("spill")));
  }

  private BatchReport run(Output output, Database database)
      throws SQLException, IOException, InterruptedException {
    Path wanted = settings.target().rejects();
    try (RejectsFile rejects = wanted == null ? null : rejects(wanted, output)) {
      JobFiles files = JobFiles.find(settings, database);
      JobWriter writer = files.writer(provenance, rejects);
      checkNotOverwritten(writer.files(), output.target());
      if (rejects != null) {
        checkNotOverwritten(writer.files(), rejects.target());
      }
      writer.start(startNanos);
      int outputFiles = write(writer, output, files.partEnding());
      checkUnchanged(writer.files());
      long rows = writer.finish();
      long rejected = rejects == null ? 0 : rejects.count();
      if (rejects != null) {
        rejects.publish(database);
      }
      output.publish(output.work("result"));
      return new BatchReport(
          output.target(),
          rows - rejected,
          rejected,
          writer.files().size(),
          outputFiles,
          settings.predictor().model().version(),
          scoredAt,
          Duration.ofNanos(System.nanoTime() - startNanos));
    }
  }

  private static RejectsFile rejects(Path wanted, Output output) throws IOException {
    if (wanted.toAbsolutePath().normalize().equals(output.target())) {
      throw new InvalidInputException(
          ErrorCode.INVALID_INPUT,
          "Cannot write " + wanted,
          List.of(new Problem("", "it is the output, expected another file for the bad rows")));
    }
    return RejectsFile.open(wanted);
  }

  private int write(JobWriter writer, Output output, String partEnding)
      throws SQLException, IOException, InterruptedException {
    Path result = output.work("result");
    int count = writer.files().size();
    if (settings.target().kind() == Kind.FILE) {
      writer.write(IntStream.range(0, count).boxed().toList(), result);
      return 1;
    }
    Files.createDirectory(result);
    for (int part = 0; part < count; part++) {
      writer.write(
          List.of(part),
          result.resolve(String.format(Locale.ROOT, "part-%05d", part) + partEnding));
    }
    return count;
  }

  private static void checkNotOverwritten(List<InputFile> files, Path target) throws IOException {
    for (InputFile file : files) {
      if (Files.exists(target) && Files.isSameFile(file.path(), target)) {
        throw new InvalidInputException(
            ErrorCode.INVALID_INPUT,
            "Cannot write " + target,
            List.of(
                new Problem(
                    "",
                    "it is also an input, expected another file (the pattern may match the output"
                        + " of an earlier run)")));
      }
    }
  }

  private static void checkUnchanged(List<InputFile> files) {
    List<Problem> problems = new ArrayList<>();
    for (InputFile file : files) {
      if (!file.isUnchanged()) {
        problems.add(
            new Problem(
                file.path().toString(), "was changed while it was read (run the job again)"));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(ErrorCode.INVALID_INPUT, "Cannot score the input", problems);
    }
  }
}
