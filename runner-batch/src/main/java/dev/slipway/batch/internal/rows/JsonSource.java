package dev.slipway.batch.internal.rows;

import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Signature.Field;
import dev.slipway.Table;
import dev.slipway.batch.FileFormat;
import dev.slipway.batch.internal.csv.Utf8Input;
import dev.slipway.batch.internal.input.InputFile;
import dev.slipway.batch.internal.input.RowFault;
import dev.slipway.core.json.JsonRecords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Files of JSON lines. Where the output has columns, the files are read twice: first for the names
 * of fields that no signature has, which become texts. Immutable.
 */
final class JsonSource implements RowFiles {

  private static final Pattern POINTER = Pattern.compile("^line \\d+ /([^/]*)");

  private final List<InputFile> files;
  private final Signature signature;
  private final List<String> others;
  private final JsonRecords records;
  private final boolean verbatim;

  /** Describes files; {@code taken} are names that no further field may have. */
  JsonSource(List<Path> paths, Signature signature, Set<String> taken, FileFormat output)
      throws IOException {
    this.signature = signature;
    this.verbatim = output == FileFormat.JSON_LINES;
    List<InputFile> found = new ArrayList<>();
    Set<String> further = new LinkedHashSet<>();
    for (Path path : paths) {
      found.add(InputFile.of(path, InputFile.UNKNOWN_ROWS, List.of()));
      if (!verbatim) {
        further.addAll(fieldNames(path));
      }
    }
    signature.inputs().forEach(field -> further.remove(field.name()));
    this.files = List.copyOf(found);
    this.others = List.copyOf(further);
    JsonRecords all = JsonRecords.of(signature.inputs()).keeping(others);
    this.records = verbatim ? all.refusing(taken) : all;
  }

  private static Set<String> fieldNames(Path path) throws IOException {
    try (FileBytes bytes = FileBytes.open(path)) {
      try {
        return JsonRecords.names(Utf8Input.of(bytes.stream(), StandardCharsets.UTF_8));
      } catch (IOException unreadable) {
        throw bytes.wrong(unreadable);
      }
    }
  }

  @Override
  public List<InputFile> files() {
    return files;
  }

  @Override
  public List<String> names() {
    List<String> names = new ArrayList<>(signature.inputNames());
    names.addAll(others);
    return names;
  }

  @Override
  public Table sampleInputs() {
    Table.Builder table = Table.builder();
    for (Field field : signature.inputs()) {
      table.column(field.name(), new ColumnBuffer(field.type(), field.rowShape()));
    }
    return table.build();
  }

  @Override
  public KeptRows sampleKept() {
    List<Column> columns = new ArrayList<>(sampleInputs().columns());
    others.forEach(name -> columns.add(new ColumnBuffer(ElementType.STRING, Shape.scalar())));
    return KeptRows.columns(Table.of(names(), columns));
  }

  @Override
  public RowBatches open(int fileIndex) {
    return new Batches(fileIndex, FileBytes.open(files.get(fileIndex).path()));
  }

  /** The lines of one file. */
  private final class Batches implements RowBatches {

    private final int fileIndex;
    private final FileBytes bytes;
    private final LineBlocks blocks;

    Batches(int fileIndex, FileBytes bytes) {
      this.fileIndex = fileIndex;
      this.bytes = bytes;
      this.blocks = new LineBlocks(Utf8Input.of(bytes.stream(), StandardCharsets.UTF_8));
    }

    @Override
    public @Nullable RowBatch next() {
      try {
        LineBlocks.Block block = blocks.next();
        return block == null ? null : () -> decode(block);
      } catch (IOException unreadable) {
        throw bytes.wrong(unreadable);
      }
    }

    private DecodedRows decode(LineBlocks.Block block) {
      JsonRecords.Part part = records.read(block.bytes(), block.firstLine());
      List<RowFault> faults = new ArrayList<>();
      for (JsonRecords.BadRecord bad : part.bad()) {
        bad.problems().forEach(problem -> faults.add(fault(bad.row(), problem)));
      }
      Path path = files.get(fileIndex).path();
      return new DecodedRows(
          new DecodedRows.Place(path, fileIndex, block.firstRow(), part.lines()),
          inputs(part.table()),
          verbatim ? KeptRows.text(members(part.texts())) : KeptRows.columns(part.table()),
          faults);
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

  private Table inputs(Table all) {
    int width = signature.inputs().size();
    return Table.of(all.names().subList(0, width), all.columns().subList(0, width));
  }

  private static RowFault fault(int row, Problem problem) {
    Matcher pointer = POINTER.matcher(problem.where());
    String column = pointer.find() ? pointer.group(1).replace("~1", "/").replace("~0", "~") : "";
    return RowFault.of(row, column, problem.message());
  }

  /** Returns the members of records, as they stand between the braces. */
  private static RowText members(Column texts) {
    return (row, out) -> {
      byte[] text = texts.bytesAt(row);
      int from = 1;
      int to = text.length - 1;
      while (from < to && Character.isWhitespace(text[to - 1])) {
        to--;
      }
      while (from < to && Character.isWhitespace(text[from])) {
        from++;
      }
      out.write(text, from, to - from);
    };
  }

  /** Refuses a signature whose rows have no fixed shape. */
  static void checkShapes(Signature signature) {
    List<Problem> problems = new ArrayList<>();
    for (Field field : signature.inputs()) {
      if (!field.rowShape().isFixed()) {
        problems.add(
            new Problem(
                "column '" + field.name() + "'",
                "has rows of shape "
                    + field.rowShape()
                    + ", expected a fixed shape (score it by calls)"));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(ErrorCode.INVALID_INPUT, "Cannot score the input", problems);
    }
  }
}
