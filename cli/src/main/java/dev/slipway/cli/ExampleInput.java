package dev.slipway.cli;

import dev.slipway.CallOptions;
import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.Prediction;
import dev.slipway.Predictor;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.SlipwayException;
import dev.slipway.Table;
import dev.slipway.core.GoldenRecords;
import dev.slipway.core.ModelPackage;
import dev.slipway.core.json.JsonTableWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * One record to try a model with: the package's own example or first golden record, else one made
 * up from the signature. It was tried.
 *
 * @param json the record
 * @param refusal why the model did not answer it; empty if it did
 */
record ExampleInput(String json, Optional<String> refusal) {

  private static final long SECONDS_2024 = 1_704_067_200L;

  static ExampleInput of(Predictor predictor, ModelPackage source) {
    Signature signature = predictor.model().signature();
    Table row =
        predictor
            .model()
            .example()
            .or(
                () ->
                    source
                        .golden(signature.inputs(), signature.outputs())
                        .map(GoldenRecords::inputs))
            .filter(rows -> rows.rows() > 0)
            .map(rows -> rows.slice(0, 1))
            .orElseGet(() -> madeUp(signature));
    return new ExampleInput(line(row), refusal(predictor, row));
  }

  private static Optional<String> refusal(Predictor predictor, Table row) {
    try {
      Prediction prediction = predictor.predict(row, CallOptions.defaults());
      return prediction.rejections().stream()
          .findFirst()
          .map(rejection -> "put values of your own in: " + rejection.message());
    } catch (SlipwayException failure) {
      return Optional.of("put values of your own in: " + failure.getMessage());
    }
  }

  private static Table madeUp(Signature signature) {
    Table.Builder row = Table.builder();
    for (Signature.Field field : signature.inputs()) {
      row.column(field.name(), madeUp(field));
    }
    return row.build();
  }

  private static Column madeUp(Signature.Field field) {
    long[] shape = field.rowShape().toArray();
    long[] fixed = Arrays.stream(shape).map(length -> length == Shape.FREE ? 1 : length).toArray();
    ColumnBuffer column = new ColumnBuffer(field.type(), Shape.of(fixed));
    column.reset(1);
    for (int index = 0; index < column.width(); index++) {
      set(column, index, field.type());
    }
    return column;
  }

  private static void set(ColumnBuffer column, int index, ElementType type) {
    if (type.isVariableLength()) {
      column.setString(index, "text");
    } else if (type.isFloating()) {
      column.setDouble(index, 0.5);
    } else {
      column.setLong(index, type == ElementType.DATETIME ? SECONDS_2024 * 1_000_000 : 1);
    }
  }

  private static String line(Table row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      JsonTableWriter.writeLines(row, bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toString(StandardCharsets.UTF_8).strip();
  }
}
