package dev.slipway.batch.internal.csv;

import dev.slipway.ColumnBuffer;
import dev.slipway.batch.internal.input.RowFault;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Reads the values of blocks. Not thread-safe. */
public final class CsvBlockDecoder {

  private final CsvLayout layout;
  private final byte[] nullText;
  private byte[] scratch = new byte[256];

  /**
   * Creates a decoder.
   *
   * @param layout the columns
   * @param nullText a field of this text without quotes is no value
   */
  public CsvBlockDecoder(CsvLayout layout, String nullText) {
    this.layout = layout;
    this.nullText = nullText.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Adds a row for each record.
   *
   * @param block the records
   * @param columns where the values go, one for each of the layout; null where one is wrong
   * @return what is wrong, in the order of the records
   */
  public List<RowFault> decode(CsvBlock block, List<ColumnBuffer> columns) {
    List<RowFault> faults = new ArrayList<>(block.malformed());
    BitSet unusable = new BitSet();
    faults.forEach(fault -> unusable.set(fault.row()));
    int width = columns.size();
    for (int record = 0; record < block.records(); record++) {
      if (block.fields(record) != width && !unusable.get(record)) {
        unusable.set(record);
        String fact = "has " + block.fields(record) + " fields, expected " + width;
        faults.add(RowFault.of(record, "", fact));
      }
    }
    for (int place = 0; place < width; place++) {
      for (int record = 0; record < block.records(); record++) {
        if (unusable.get(record)) {
          columns.get(place).addNull();
        } else {
          read(new Cell(block, record, place), columns.get(place), faults);
        }
      }
    }
    faults.sort(Comparator.comparingInt(RowFault::row));
    return faults;
  }

  /** Where a value stands. */
  private record Cell(CsvBlock block, int record, int place) {

    int bytes() {
      return block.end(record, place) - block.start(record, place);
    }
  }

  private void read(Cell cell, ColumnBuffer column, List<RowFault> faults) {
    if (isMissing(cell)) {
      addMissing(cell, column, faults);
      return;
    }
    if (scratch.length < cell.bytes()) {
      scratch = new byte[cell.bytes() * 2];
    }
    int length = cell.block.copy(cell.record, cell.place, scratch);
    try {
      CsvValue.add(column, scratch, length);
    } catch (CharacterCodingException malformed) {
      column.addNull();
      String fact = "field " + (cell.place + 1) + " is not UTF-8";
      faults.add(RowFault.of(cell.record, "", fact + " (save the file as UTF-8)"));
    } catch (IllegalArgumentException wrong) {
      column.addNull();
      String text = new String(scratch, 0, length, StandardCharsets.UTF_8);
      fault(cell, "'" + shortened(text) + "' is not " + typeName(column), faults);
    }
  }

  private boolean isMissing(Cell cell) {
    CsvBlock block = cell.block;
    if (block.isQuoted(cell.record, cell.place)) {
      return false;
    }
    int start = block.start(cell.record, cell.place);
    int end = block.end(cell.record, cell.place);
    return start == end
        || (end - start == nullText.length
            && Arrays.equals(block.bytes(), start, end, nullText, 0, nullText.length));
  }

  private void addMissing(Cell cell, ColumnBuffer column, List<RowFault> faults) {
    column.addNull();
    if (layout.isPartOfRow(cell.place) && !column.type().isFloating()) {
      fault(cell, "is empty, expected " + typeName(column), faults);
    }
  }

  private void fault(Cell cell, String fact, List<RowFault> faults) {
    faults.add(RowFault.of(cell.record, layout.header().get(cell.place), fact));
  }

  private static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  private static String typeName(ColumnBuffer column) {
    String name = column.type().name().toLowerCase(Locale.ROOT);
    return ("aeiou".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
  }
}
