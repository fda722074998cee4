package dev.slipway.batch;

import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.OverloadedException;
import dev.slipway.Problem;
import dev.slipway.batch.internal.database.Database;
import dev.slipway.batch.internal.database.DatabaseFaults;
import dev.slipway.batch.internal.database.DatabaseSettings;
import dev.slipway.batch.internal.input.BoundColumn;
import dev.slipway.batch.internal.input.ColumnBinding;
import dev.slipway.batch.internal.input.Input;
import dev.slipway.batch.internal.input.InputFile;
import dev.slipway.batch.internal.input.InputFiles;
import dev.slipway.batch.internal.input.ParquetInput;
import dev.slipway.batch.internal.output.Output;
import dev.slipway.batch.internal.output.Output.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

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
    Input input = ParquetInput.open(database, InputFiles.find(database, settings.inputs()));
    checkNotOverwritten(input, output.target());
    List<BoundColumn> columns =
        ColumnBinding.bind(input.columns(), settings.predictor(), settings.options());
    provenance.checkNames(input.columns(), settings.predictor().model().signature().outputNames());
    PartWriter writer = new PartWriter(settings, provenance, columns, database);
    int outputFiles = write(input, output, writer);
    checkUnchanged(input);
    writer.finish();
    output.publish(output.work("result"));
    return new BatchReport(
        output.target(),
        input.rows(),
        0,
        input.files().size(),
        outputFiles,
        settings.predictor().model().version(),
        scoredAt,
        Duration.ofNanos(System.nanoTime() - startNanos));
  }

  private int write(Input input, Output output, PartWriter writer)
      throws SQLException, IOException, InterruptedException {
    Path result = output.work("result");
    writer.start(input.rows(), startNanos);
    if (settings.target().kind() == Kind.FILE) {
      writer.write(input, result);
      return 1;
    }
    Files.createDirectory(result);
    int part = 0;
    for (InputFile file : input.files()) {
      writer.write(input.only(file), result.resolve(String.format("part-%05d.parquet", part++)));
    }
    return part;
  }

  private static void checkNotOverwritten(Input input, Path target) throws IOException {
    for (InputFile file : input.files()) {
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

  private static void checkUnchanged(Input input) {
    List<Problem> problems = new ArrayList<>();
    for (InputFile file : input.files()) {
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
