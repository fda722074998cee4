package dev.slipway.convert;

import dev.slipway.Parity;
import dev.slipway.core.ModelPackage;
import dev.slipway.core.NewVariant;
import dev.slipway.core.ParityMeasurement;
import dev.slipway.core.RowSettings;
import dev.slipway.core.VariantBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Adds a variant to a package, in a process that tests may kill. */
final class AddVariant {

  /** Ends the process that could not write. */
  static final int CANNOT_WRITE = 3;

  private AddVariant() {}

  /** Takes the package's folder and the variant's name. */
  public static void main(String[] arguments) {
    try {
      add(Path.of(arguments[0]), arguments[1]);
    } catch (IOException failure) {
      System.out.println(failure.getMessage());
      System.exit(CANNOT_WRITE);
    }
  }

  /** Adds the package's own model once more, under another name. */
  static void add(Path folder, String name) throws IOException {
    add(folder, name, source -> {});
  }

  /** Does the same, and tells when the package is copied. */
  static void add(Path folder, String name, Consumer<ModelPackage> begun) throws IOException {
    RowSettings few = RowSettings.defaults().withRows(RowSettings.FEWEST_ROWS);
    new VariantBuilder(ParityMeasurement.builder().rows(few).build())
        .accepting(Parity.Level.EXACT)
        .inPlace(folder, List.of(source -> variant(source, name, begun)));
  }

  private static NewVariant variant(
      ModelPackage source, String name, Consumer<ModelPackage> begun) {
    begun.accept(source);
    byte[] own = new byte[source.artefact().content().remaining()];
    source.artefact().content().get(own);
    return new NewVariant(name, "model.onnx", own, Map.of());
  }
}
