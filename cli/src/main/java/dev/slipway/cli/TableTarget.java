package dev.slipway.cli;

import dev.slipway.Table;
import dev.slipway.batch.CsvOptions;
import dev.slipway.batch.CsvTables;
import dev.slipway.batch.ParquetTables;
import dev.slipway.core.json.JsonTableWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Where answers go: a file, which appears as a whole or not at all, or standard output.
 *
 * @param file the file, null for standard output
 * @param format how the answers shall stand there
 * @param console for standard output
 */
record TableTarget(@Nullable Path file, TableFormat format, Console console) {

  /** Checks before the prediction that the answers can be written. */
  static TableTarget of(
      @Nullable String output, @Nullable TableFormat given, TableFormat input, Console console) {
    if (output == null) {
      TableFormat like = input == TableFormat.PARQUET ? TableFormat.CSV : input;
      TableFormat format = given == null ? like : given;
      if (format == TableFormat.PARQUET) {
        throw new CommandException(
            ExitCode.INPUT,
            "Cannot write Parquet to standard output: it must be a file (say --output)");
      }
      return new TableTarget(null, format, console);
    }
    Path file = Path.of(output);
    checkWritable(file);
    return new TableTarget(file, given == null ? ofName(file) : given, console);
  }

  private static TableFormat ofName(Path file) {
    return TableFormat.ofName(file)
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCode.INPUT,
                    "Cannot tell the format of "
                        + file
                        + " from its name, expected one of "
                        + Arrays.toString(TableFormat.values())
                        + " (say --format)"));
  }

  private static void checkWritable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw cannotWrite(file, "it is a folder, expected a file");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw cannotWrite(file, "there is no folder " + folder + " (make it first)");
    }
    if (!Files.isWritable(Files.exists(file) ? file : folder)) {
      throw cannotWrite(file, "permission denied");
    }
  }

  /** Throws if the answers would replace the rows that they answer. */
  void checkIsNot(String input) throws IOException {
    if (file == null || input.equals("-") || !Files.exists(file) || isStream(file)) {
      return;
    }
    if (Files.isSameFile(file, Path.of(input))) {
      throw cannotWrite(file, "it is the input (choose another output)");
    }
  }

  private static CommandException cannotWrite(Path file, String reason) {
    return new CommandException(ExitCode.INPUT, "Cannot write " + file + ": " + reason);
  }

  /** Writes the answers. */
  void write(Table table, CsvOptions csv) throws IOException {
    if (file == null) {
      encode(table, csv, console.out());
      console.flush();
    } else if (format == TableFormat.PARQUET) {
      ParquetTables.write(table, whole(file));
    } else if (isStream(file)) {
      writeTo(table, csv, file);
    } else {
      replace(table, csv, whole(file));
    }
  }

  /**
   * Returns whether the file is a device, a pipe, or a stream of this process by a name in /dev.
   */
  private static boolean isStream(Path file) {
    Path absolute = file.toAbsolutePath();
    return Files.exists(file)
        && (!Files.isRegularFile(file)
            || absolute.startsWith("/dev")
            || absolute.startsWith("/proc"));
  }

  /** Returns the file that is replaced: behind a link, what the link leads to. */
  private static Path whole(Path file) throws IOException {
    return Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
  }

  private void replace(Table table, CsvOptions csv, Path whole) throws IOException {
    Path part =
        whole.resolveSibling("." + whole.getFileName() + "." + ProcessHandle.current().pid());
    try {
      writeTo(table, csv, part);
      Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void writeTo(Table table, CsvOptions csv, Path path) throws IOException {
    try (OutputStream out = open(path)) {
      encode(table, csv, out);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.INPUT, "Cannot write " + file + ": " + FileProblem.reason(e), e);
    }
  }

  private OutputStream open(Path path) throws IOException {
    OutputStream bytes = Files.newOutputStream(path);
    return file != null && TableFormat.isPacked(file)
        ? new GZIPOutputStream(bytes, 1 << 16)
        : new BufferedOutputStream(bytes, 1 << 16);
  }

  private void encode(Table table, CsvOptions csv, OutputStream out) throws IOException {
    switch (format) {
      case CSV -> CsvTables.write(table, csv, out);
      case JSONL -> JsonTableWriter.writeLines(table, out);
      case JSON -> {
        JsonTableWriter.writeRecords(table, out);
        out.write("\n".getBytes(StandardCharsets.US_ASCII));
      }
      case PARQUET -> throw new IllegalStateException("Parquet is written by its path");
    }
  }
}
