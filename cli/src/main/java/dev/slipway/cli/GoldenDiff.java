package dev.slipway.cli;

import dev.slipway.Predictor;
import dev.slipway.Signature;
import dev.slipway.SlipwayException;
import dev.slipway.Table;
import dev.slipway.core.GoldenRecords;
import dev.slipway.core.ModelPackage;
import dev.slipway.core.Slipway;
import dev.slipway.core.json.JsonTableWriter;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.VersionRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answers of two versions to the golden records of the second, or of the first where the second
 * has none.
 *
 * @param rows record by record
 * @param reason why there are none; empty if there are
 */
record GoldenDiff(List<Row> rows, String reason) {

  private static final int SHOWN = 10;

  /** One record, each part as JSON. */
  record Row(String input, String golden, String from, String to) {}

  static GoldenDiff of(Registry registry, VersionRecord from, VersionRecord to) {
    Path before = registry.fetch(from).location();
    Path after = registry.fetch(to).location();
    try (Predictor old = Slipway.open(before);
        Predictor fresh = Slipway.open(after)) {
      Optional<GoldenRecords> golden = golden(after, fresh).or(() -> golden(before, old));
      if (golden.isEmpty()) {
        return new GoldenDiff(List.of(), "neither version has golden records");
      }
      Table inputs = golden.get().inputs();
      List<String> known = lines(golden.get().answers());
      return new GoldenDiff(
          rows(lines(inputs), known, lines(old.predict(inputs)), lines(fresh.predict(inputs))), "");
    } catch (SlipwayException refused) {
      return new GoldenDiff(List.of(), String.valueOf(refused.getMessage()));
    }
  }

  private static Optional<GoldenRecords> golden(Path location, Predictor predictor) {
    Signature signature = predictor.model().signature();
    try (ModelPackage source = ModelPackage.read(location)) {
      return source.golden(signature.inputs(), signature.outputs());
    }
  }

  private static List<Row> rows(
      List<String> inputs, List<String> golden, List<String> from, List<String> to) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      rows.add(new Row(inputs.get(i), golden.get(i), from.get(i), to.get(i)));
    }
    return rows;
  }

  private static List<String> lines(Table table) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      JsonTableWriter.writeLines(table, bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private long different() {
    return rows.stream().filter(row -> !row.from().equals(row.to())).count();
  }

  String text() {
    StringBuilder text = new StringBuilder("\nGolden answers\n");
    if (rows.isEmpty()) {
      return text.append("  not compared: ").append(reason).append("\n").toString();
    }
    text.append("  %d of %d differ%n".formatted(different(), rows.size()));
    TextTable table = new TextTable("  #", "GOLDEN", "FROM", "TO");
    for (int i = 0; i < Math.min(SHOWN, rows.size()); i++) {
      Row row = rows.get(i);
      table.row("  " + (i + 1), row.golden(), row.from(), row.to());
    }
    text.append(table);
    if (rows.size() > SHOWN) {
      text.append("  … and ").append(rows.size() - SHOWN).append(" more\n");
    }
    return text.toString();
  }

  Map<String, Object> json() {
    return Map.of(
        "records",
        rows.size(),
        "different",
        different(),
        "reason",
        reason,
        "answers",
        rows.stream()
            .map(
                row ->
                    Map.of(
                        "input", row.input(),
                        "golden", row.golden(),
                        "from", row.from(),
                        "to", row.to()))
            .toList());
  }
}
