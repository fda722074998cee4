package dev.slipway.cli;

import dev.slipway.Signature;
import dev.slipway.Table;
import dev.slipway.batch.CsvOptions;
import dev.slipway.batch.CsvTables;
import dev.slipway.batch.ParquetTables;
import dev.slipway.core.json.JsonTableReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Where rows are read from: a file that is there, or standard input.
 *
 * @param name what messages call it
 * @param file the file, null for standard input
 * @param stream its bytes
 * @param format how the rows stand in it
 */
record TableSource(String name, @Nullable Path file, InputStream stream, TableFormat format)
    implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;

  /**
   * Opens an input before anything costly happens.
   *
   * @param input a path, or {@code -}
   * @param given the input's format, if the user said so
   * @param answers the answers' format, if the user said so; tells JSON lines from JSON
   */
  static TableSource open(
      String input, @Nullable TableFormat given, @Nullable TableFormat answers, Console console)
      throws IOException {
    if (input.equals("-")) {
      InputStream stream = new BufferedInputStream(console.in(), BUFFER_BYTES);
      TableFormat format = given == null ? ofContent(stream, answers) : given;
      if (format == TableFormat.PARQUET) {
        throw new CommandException(
            ExitCode.INPUT, "Cannot read Parquet from standard input: it must be a file");
      }
      return new TableSource("standard input", null, stream, format);
    }
    Path file = Path.of(input);
    TableFormat format = given == null ? ofName(file) : given;
    if (Files.isDirectory(file)) {
      throw new CommandException(
          ExitCode.INPUT,
          "Cannot read "
              + input
              + ": it is a folder, expected a file (slipway batch takes folders)");
    }
    try {
      InputStream bytes = Files.newInputStream(file);
      boolean packed = format != TableFormat.PARQUET && TableFormat.isPacked(file);
      InputStream stream =
          packed
              ? new GZIPInputStream(bytes, BUFFER_BYTES)
              : new BufferedInputStream(bytes, BUFFER_BYTES);
      return new TableSource(input, file, stream, format);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.INPUT, "Cannot read " + input + ": " + FileProblem.reason(e), e);
    }
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
                        + " (say --input-format)"));
  }

  private static TableFormat ofContent(InputStream stream, @Nullable TableFormat answers)
      throws IOException {
    stream.mark(BUFFER_BYTES);
    int first = stream.read();
    for (int read = 1; read < BUFFER_BYTES && isBlank(first); read++) {
      first = stream.read();
    }
    stream.reset();
    if (first != '{' && first != '[') {
      return TableFormat.CSV;
    }
    return answers == TableFormat.JSONL ? TableFormat.JSONL : TableFormat.JSON;
  }

  private static boolean isBlank(int character) {
    return character == ' ' || character == '\t' || character == '\n' || character == '\r';
  }

  /** Reads all rows, a CSV as usual. */
  Table read(Signature signature) throws IOException {
    return read(signature, CsvOptions.defaults());
  }

  /** Reads all rows. */
  Table read(Signature signature, CsvOptions csv) throws IOException {
    return switch (format) {
      case CSV -> CsvTables.read(stream, name, signature, csv);
      case JSON -> JsonTableReader.of(signature.inputs()).read(stream);
      case JSONL -> JsonTableReader.of(signature.inputs()).readLines(stream);
      case PARQUET -> ParquetTables.read(Objects.requireNonNull(file), signature);
    };
  }

  /** Closes a file; standard input stays open. */
  @Override
  public void close() throws IOException {
    if (file != null) {
      stream.close();
    }
  }
}
