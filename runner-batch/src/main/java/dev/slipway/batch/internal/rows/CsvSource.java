package dev.slipway.batch.internal.rows;

import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import dev.slipway.Signature;
import dev.slipway.Table;
import dev.slipway.batch.CsvOptions;
import dev.slipway.batch.FileFormat;
import dev.slipway.batch.internal.csv.ByteBuilder;
import dev.slipway.batch.internal.csv.CsvBlock;
import dev.slipway.batch.internal.csv.CsvBlockDecoder;
import dev.slipway.batch.internal.csv.CsvHeader;
import dev.slipway.batch.internal.csv.CsvLayout;
import dev.slipway.batch.internal.csv.CsvScanner;
import dev.slipway.batch.internal.input.InputFile;
import dev.slipway.batch.internal.input.RowFault;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * CSV files with the same columns, by name; their order may differ. Columns of a signature have its
 * types, others are texts. Immutable.
 */
final class CsvSource implements RowFiles {

  private final List<InputFile> files;
  private final List<String> header;
  private final Signature signature;
  private final CsvOptions options;
  private final boolean verbatim;

  /** Reads the headers; {@code output} decides whether fields are kept as they stand. */
  CsvSource(List<Path> paths, Signature signature, CsvOptions options, FileFormat output) {
    this.signature = signature;
    this.options = options;
    this.verbatim = output == FileFormat.CSV;
    List<Problem> problems = new ArrayList<>();
    List<InputFile> found = new ArrayList<>();
    Header first = null;
    for (Path path : paths) {
      List<String> names = names(path, problems);
      if (names != null) {
        Header own = new Header(path, names);
        first = first == null ? own : first;
        compare(own, first, problems);
        found.add(describe(path, problems));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(ErrorCode.INVALID_INPUT, "Cannot read the input", problems);
    }
    this.files = List.copyOf(found);
    this.header = first == null ? List.of() : first.names;
  }

  private static InputFile describe(Path path, List<Problem> problems) {
    try {
      return InputFile.of(path, InputFile.UNKNOWN_ROWS, List.of());
    } catch (IOException gone) {
      problems.add(new Problem(path.toString(), "is gone"));
      return new InputFile(path, 0, List.of(), 0, FileTime.fromMillis(0));
    }
  }

  private @Nullable List<String> names(Path path, List<Problem> problems) {
    try (FileBytes bytes = FileBytes.open(path)) {
      try {
        return CsvHeader.read(new CsvScanner(bytes.stream(), options), path.toString());
      } catch (IOException unreadable) {
        throw bytes.wrong(unreadable);
      }
    } catch (IOException unreadable) {
      problems.add(new Problem(path.toString(), "cannot be read: " + unreadable.getMessage()));
    } catch (InvalidInputException wrong) {
      for (Problem problem : wrong.problems()) {
        boolean named = problem.where().startsWith(path.toString());
        String where = named ? problem.where() : path + ", " + problem.where();
        problems.add(new Problem(where, problem.message()));
      }
    }
    return null;
  }

  /** The names of a file's columns. */
  private record Header(Path path, List<String> names) {}

  private static void compare(Header own, Header first, List<Problem> problems) {
    String as = ", as in " + first.path + " (all files of a job must have the same columns)";
    for (String name : without(first.names, own.names)) {
      problems.add(new Problem(own.path.toString(), "column '" + name + "' is missing" + as));
    }
    for (String name : without(own.names, first.names)) {
      problems.add(new Problem(own.path.toString(), "column '" + name + "' is not expected" + as));
    }
  }

  private static Set<String> without(List<String> names, List<String> others) {
    Set<String> rest = new LinkedHashSet<>(names);
    rest.removeAll(new HashSet<>(others));
    return rest;
  }

  @Override
  public List<InputFile> files() {
    return files;
  }

  @Override
  public List<String> names() {
    return header;
  }

  @Override
  public Table sampleInputs() {
    CsvLayout layout = CsvLayout.of(header, signature);
    return layout.inputs(layout.newColumns());
  }

  @Override
  public KeptRows sampleKept() {
    return KeptRows.columns(Table.of(header, CsvLayout.of(header, signature).newColumns()));
  }

  @Override
  public RowBatches open(int fileIndex) throws IOException {
    InputFile file = files.get(fileIndex);
    FileBytes bytes = FileBytes.open(file.path());
    CsvScanner scanner = new CsvScanner(bytes.stream(), options);
    List<String> own = CsvHeader.read(scanner, file.path().toString());
    return new Batches(fileIndex, bytes, scanner, CsvLayout.of(own, signature));
  }

  /** The records of one file. */
  private final class Batches implements RowBatches {

    private final int fileIndex;
    private final FileBytes bytes;
    private final CsvScanner scanner;
    private final CsvLayout layout;
    private final List<Integer> order = new ArrayList<>();
    private long rowsBefore;

    Batches(int fileIndex, FileBytes bytes, CsvScanner scanner, CsvLayout layout) {
      this.fileIndex = fileIndex;
      this.bytes = bytes;
      this.scanner = scanner;
      this.layout = layout;
      header.forEach(name -> order.add(layout.header().indexOf(name)));
    }

    @Override
    public @Nullable RowBatch next() {
      try {
        CsvBlock block = scanner.next();
        if (block == null) {
          return null;
        }
        long first = rowsBefore;
        rowsBefore += block.records();
        return () -> decode(block, first);
      } catch (IOException unreadable) {
        throw bytes.wrong(unreadable);
      }
    }

    private DecodedRows decode(CsvBlock block, long first) {
      List<ColumnBuffer> columns = layout.newColumns();
      List<RowFault> faults =
          new CsvBlockDecoder(layout, options.nullText()).decode(block, columns);
      List<Long> lines = new ArrayList<>();
      for (int record = 0; record < block.records(); record++) {
        lines.add(block.line(record));
      }
      return new DecodedRows(
          new DecodedRows.Place(files.get(fileIndex).path(), fileIndex, first, lines),
          layout.inputs(columns),
          verbatim ? KeptRows.text((row, out) -> write(block, row, out)) : kept(columns),
          faults);
    }

    private KeptRows kept(List<ColumnBuffer> columns) {
      List<Column> ordered = new ArrayList<>();
      order.forEach(place -> ordered.add(columns.get(place)));
      return KeptRows.columns(Table.of(header, ordered));
    }

    private void write(CsvBlock block, int row, ByteBuilder out) {
      for (int i = 0; i < order.size(); i++) {
        if (i > 0) {
          out.write(options.delimiter());
        }
        block.write(row, order.get(i), out);
      }
    }

    @Override
    public long bytesRead() {
      return bytes.count();
    }

    @Override
    public void close() throws IOException {
      bytes.close();
    }
  }
}
