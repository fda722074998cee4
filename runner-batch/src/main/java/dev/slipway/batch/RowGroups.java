package dev.slipway.batch;

import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.batch.internal.input.InputColumn;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How many rows stand in one group of a Parquet file that a job writes.
 *
 * <p>DuckDB holds each group whole before it is written, and a thread packs one group after each
 * that it has read. Where both are equally long, groups that once had to wait for an earlier one
 * never grow fewer, and a long job holds as many as its memory allows. Where the groups written are
 * twice as long as those most often read, they do. Rows whose size is not bounded keep DuckDB's
 * default: twice as many of them might not fit.
 */
final class RowGroups {

  /** Twice DuckDB's default of 122,880 rows. */
  private static final int LONG = 245_760;

  /** The most columns for long groups: with eight bytes a value about 120 MiB. */
  private static final int MOST_COLUMNS = 64;

  private static final Set<ElementType> UNBOUNDED =
      EnumSet.of(ElementType.STRING, ElementType.BINARY);

  private RowGroups() {}

  /** Returns what a COPY says of it, behind other options; nothing for the database's default. */
  static String option(List<InputColumn> read, List<ColumnBuffer> answers) {
    boolean narrow =
        read.size() + answers.size() <= MOST_COLUMNS
            && read.stream().allMatch(RowGroups::isBounded)
            && answers.stream().allMatch(RowGroups::isBounded);
    return narrow ? ", ROW_GROUP_SIZE " + LONG : "";
  }

  private static boolean isBounded(InputColumn column) {
    return !column.type().isNested()
        && column.type().elementType().filter(type -> !UNBOUNDED.contains(type)).isPresent();
  }

  private static boolean isBounded(ColumnBuffer answer) {
    return answer.width() == 1 && (answer.choices() != null || !UNBOUNDED.contains(answer.type()));
  }
}
