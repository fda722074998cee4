package dev.slipway.cli;

import dev.slipway.CallOptions;
import dev.slipway.Prediction;
import dev.slipway.Predictor;
import dev.slipway.Signature;
import dev.slipway.SlipwayException;
import dev.slipway.Table;
import dev.slipway.core.GoldenRecords;
import dev.slipway.core.ModelPackage;
import dev.slipway.core.SampleRow;
import dev.slipway.core.json.JsonTableWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One record to try a model with: the package's own example or first golden record, else one made
 * up from the signature. It was tried.
 *
 * @param json the record
 * @param refusal why the model did not answer it; empty if it did
 */
record ExampleInput(String json, Optional<String> refusal) {

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
            .orElseGet(() -> SampleRow.madeUp(signature.inputs()));
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
