package dev.slipway.batch.internal.csv;

import dev.slipway.ErrorCode;
import dev.slipway.batch.internal.input.RowFault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Some whole records, as their bytes and the places of their fields. Read-only once it is full. */
public final class CsvBlock {

  private static final byte QUOTE = '"';

  private byte[] bytes = new byte[0];
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private boolean[] quoted = new boolean[64];
  private int fields;
  private int[] firstFields = new int[64];
  private long[] lines = new long[64];
  private int records;
  private final List<RowFault> malformed = new ArrayList<>();

  CsvBlock() {}

  /** Adds a field to the record that is open; its bytes are without the quotes. */
  void field(int start, int end, boolean inQuotes) {
    if (fields == starts.length) {
      starts = Arrays.copyOf(starts, fields * 2);
      ends = Arrays.copyOf(ends, fields * 2);
      quoted = Arrays.copyOf(quoted, fields * 2);
    }
    starts[fields] = start;
    ends[fields] = end;
    quoted[fields++] = inQuotes;
  }

  /** Returns how many fields the open record has. */
  int open() {
    return fields - firstFields[records];
  }

  /** Forgets the fields of the open record. */
  void undo() {
    fields = firstFields[records];
  }

  /** Returns whether the open record is an empty line. */
  boolean isBlank() {
    int field = firstFields[records];
    return open() == 1 && !quoted[field] && starts[field] == ends[field];
  }

  /** Ends the open record. */
  void end(long line) {
    if (records + 1 == firstFields.length) {
      firstFields = Arrays.copyOf(firstFields, records * 2 + 2);
      lines = Arrays.copyOf(lines, records * 2 + 2);
    }
    lines[records++] = line;
    firstFields[records] = fields;
  }

  /** Notes what is wrong with the record that was ended last. */
  void malformed(String fact, boolean fatal) {
    malformed.add(new RowFault(records - 1, ErrorCode.INVALID_INPUT, "", fact, fatal));
  }

  /** Takes over the bytes that the places are in. */
  void fill(byte[] ofRecords) {
    bytes = ofRecords;
  }

  /**
   * Returns how many records there are.
   *
   * @return at least 1
   */
  public int records() {
    return records;
  }

  /**
   * Returns the line on which a record starts.
   *
   * @param record from 0
   * @return from 1
   */
  public long line(int record) {
    return lines[record];
  }

  /** Returns the records that are not as RFC 4180 has them. */
  List<RowFault> malformed() {
    return malformed;
  }

  int fields(int record) {
    return firstFields[record + 1] - firstFields[record];
  }

  byte[] bytes() {
    return bytes;
  }

  int start(int record, int field) {
    return starts[firstFields[record] + field];
  }

  int end(int record, int field) {
    return ends[firstFields[record] + field];
  }

  boolean isQuoted(int record, int field) {
    return quoted[firstFields[record] + field];
  }

  /** Copies a field as it is meant, without doubled quotes; returns its length. */
  int copy(int record, int field, byte[] target) {
    int start = start(record, field);
    int end = end(record, field);
    if (!isQuoted(record, field)) {
      System.arraycopy(bytes, start, target, 0, end - start);
      return end - start;
    }
    int length = 0;
    for (int at = start; at < end; at++) {
      target[length++] = bytes[at];
      at += bytes[at] == QUOTE ? 1 : 0;
    }
    return length;
  }

  /**
   * Writes a field as it stands in the file, quotes included.
   *
   * @param record from 0
   * @param field from 0
   * @param out where to
   */
  public void write(int record, int field, ByteBuilder out) {
    int quote = isQuoted(record, field) ? 1 : 0;
    int start = start(record, field) - quote;
    out.write(bytes, start, end(record, field) + quote - start);
  }
}
