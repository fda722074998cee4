package dev.slipway.core.internal.parity;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Predictor;
import dev.slipway.Problem;
import dev.slipway.Signature;
import dev.slipway.Table;
import dev.slipway.core.GoldenRecords;
import dev.slipway.core.ModelPackage;
import dev.slipway.core.RowSettings;
import dev.slipway.core.RowSources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects the rows of a measurement: those there are, then made ones. Not thread-safe. */
final class SampleCollector {

  /** Made rows may be dropped; so often their number is made again. */
  private static final int ROUNDS = 8;

  /** What free dimensions are set to; most rows have the first. */
  private static final int[] LENGTHS = {4, 1, 7};

  private static final int PART_OF_OTHER_LENGTHS = 16;

  /** The part of the time that may go into finding rows. */
  private static final int PART_OF_BUDGET = 10;

  private final ModelPackage source;
  private final Signature signature;
  private final RowSettings settings;
  private final AnsweredRows answered;
  private final int wanted;
  private final List<Table> tables = new ArrayList<>();
  private int used;

  SampleCollector(ModelPackage source, Predictor predictor, RowSettings settings) {
    this.source = source;
    this.signature = predictor.model().signature();
    this.settings = settings;
    this.wanted = settings.rows().orElse(RowSettings.DEFAULT_ROWS);
    long time =
        settings.rows().isPresent()
            ? Long.MAX_VALUE / 2
            : settings.budget().toNanos() / PART_OF_BUDGET;
    this.answered = new AnsweredRows(predictor, RowSettings.FEWEST_ROWS, System.nanoTime() + time);
  }

  /**
   * Returns the rows.
   *
   * @throws InvalidInputException if too few rows are answered, or records do not fit the signature
   */
  Sample collect() {
    int golden =
        add(source.golden(signature.inputs(), signature.outputs()).map(GoldenRecords::inputs));
    int example = add(source.example(signature.inputs()).rows());
    int given = add(settings.records().map(reader -> reader.apply(signature)));
    int generated = generate();
    if (used < RowSettings.FEWEST_ROWS) {
      throw tooFew();
    }
    return new Sample(
        groups(), new RowSources(golden, example, given, generated, answered.dropped()));
  }

  private InvalidInputException tooFew() {
    return new InvalidInputException(
        ErrorCode.INVALID_INPUT,
        "Cannot measure " + source.version(),
        List.of(
            new Problem(
                "rows",
                "the model answers "
                    + used
                    + " of those that were tried, expected at least "
                    + RowSettings.FEWEST_ROWS
                    + " (give rows like those of training, with --records or as golden records);"
                    + " of the first it says: "
                    + answered.reason())));
  }

  private int add(Optional<Table> rows) {
    if (rows.isEmpty() || rows.get().rows() == 0 || used >= wanted) {
      return 0;
    }
    Table known = RowSelection.columns(rows.get(), signature.inputs());
    return keep(RowSelection.spread(known, wanted - used));
  }

  private int keep(Table rows) {
    Table kept = answered.of(rows);
    if (kept.rows() > 0) {
      tables.add(kept);
      used += kept.rows();
    }
    return kept.rows();
  }

  private int generate() {
    RowMaker maker = new RowMaker(signature.inputs(), source.steps(), settings.seed());
    if (!tables.isEmpty()) {
      Table known = groups().get(0);
      return fill(wanted - used, rows -> maker.like(known, rows));
    }
    int generated = 0;
    for (int length : maker.hasFreeDimensions() ? LENGTHS : new int[] {LENGTHS[0]}) {
      int rows = generated == 0 ? wanted : Math.max(1, wanted / PART_OF_OTHER_LENGTHS);
      generated += fill(rows, count -> maker.fresh(count, length));
    }
    return generated;
  }

  /** Makes tables of rows. */
  private interface Maker {
    Table make(int rows);
  }

  private int fill(int rows, Maker maker) {
    int kept = 0;
    for (int round = 0; round < ROUNDS && kept < rows && answered.goesOn(); round++) {
      kept += keep(maker.make(rows - kept));
    }
    return kept;
  }

  /** Joins tables of one shape. */
  private List<Table> groups() {
    List<List<Table>> alike = new ArrayList<>();
    for (Table table : tables) {
      alike.stream()
          .filter(group -> RowSelection.alike(group.get(0), table))
          .findFirst()
          .orElseGet(
              () -> {
                alike.add(new ArrayList<>());
                return alike.get(alike.size() - 1);
              })
          .add(table);
    }
    return alike.stream()
        .map(RowSelection::join)
        .sorted(Comparator.comparingInt(Table::rows).reversed())
        .toList();
  }
}
