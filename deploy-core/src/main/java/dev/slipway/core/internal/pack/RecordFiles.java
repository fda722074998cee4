package dev.slipway.core.internal.pack;

import com.fasterxml.jackson.core.JsonParser;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.Problem;
import dev.slipway.Signature;
import dev.slipway.Table;
import dev.slipway.core.GoldenRecords;
import dev.slipway.core.InputExample;
import dev.slipway.core.internal.json.GoldenDecoder;
import dev.slipway.core.internal.json.JsonLimits;
import dev.slipway.core.internal.json.JsonProblems;
import dev.slipway.core.internal.json.LayoutDecoder;
import dev.slipway.core.internal.json.SignatureFields;
import dev.slipway.core.internal.pack.files.PackageFiles;
import dev.slipway.core.internal.pack.files.PackageLimits;
import dev.slipway.core.internal.pack.mlflow.MlflowManifest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads the records of a package, once its signature is known. */
public final class RecordFiles {

  private RecordFiles() {}

  /** Reads a file whose JSON may be broken. */
  private interface Reading<T> {
    T read(JsonParser parser, JsonProblems problems) throws IOException;
  }

  /** What was read, and what is wrong with it. */
  private record Outcome<T>(Optional<T> value, List<Problem> problems) {}

  /**
   * Reads golden records.
   *
   * @param files the package
   * @param path of the file
   * @param inputs the signature's inputs
   * @param answers the columns that answers have
   * @return the records
   * @throws InvalidPackageException if they are damaged or do not fit
   */
  public static GoldenRecords golden(
      PackageFiles files,
      String path,
      List<Signature.Field> inputs,
      List<Signature.Field> answers) {
    byte[] content = files.read(path, PackageLimits.RECORDS_BYTES);
    Outcome<GoldenRecords> outcome =
        read(
            content,
            true,
            (parser, problems) -> new GoldenDecoder(inputs, answers, parser, problems).records());
    return outcome
        .value()
        .orElseThrow(
            () ->
                new InvalidPackageException(
                    ErrorCode.INVALID_PACKAGE,
                    "Cannot read the golden records " + path,
                    outcome.problems()));
  }

  /**
   * Reads an input example.
   *
   * @param files the package
   * @param example where it is
   * @param inputs the signature's inputs
   * @return the example, or why there is none
   */
  public static InputExample example(
      PackageFiles files, MlflowManifest.Example example, List<Signature.Field> inputs) {
    if (example.type().startsWith("sparse_matrix")) {
      return none(example, "is a sparse matrix, expected rows");
    }
    if (!files.has(example.path())) {
      return none(example, "is not in the package");
    }
    byte[] content = files.read(example.path(), PackageLimits.RECORDS_BYTES);
    SignatureFields fields = SignatureFields.of(inputs);
    Outcome<Table> outcome =
        read(
            content,
            false,
            (parser, problems) ->
                example.type().equals("dataframe") && !example.withParams()
                    ? LayoutDecoder.split(fields, parser, problems).table()
                    : LayoutDecoder.document(fields, parser, problems).table());
    return new InputExample(outcome.value(), outcome.problems());
  }

  private static InputExample none(MlflowManifest.Example example, String fact) {
    return new InputExample(Optional.empty(), List.of(new Problem(example.path(), fact)));
  }

  private static <T> Outcome<T> read(byte[] content, boolean lines, Reading<T> reading) {
    try (JsonParser parser = JsonLimits.factory().createParser(content)) {
      JsonProblems problems = new JsonProblems(parser, lines);
      Optional<T> value = Optional.empty();
      try {
        value = Optional.of(reading.read(parser, problems));
      } catch (IOException broken) {
        problems.broken(broken);
      }
      return new Outcome<>(problems.count() == 0 ? value : Optional.empty(), problems.list());
    } catch (IOException broken) {
      throw new IllegalStateException("a parser over bytes cannot fail to close", broken);
    }
  }
}
