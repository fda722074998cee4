package dev.slipway.tck.registry;

import dev.slipway.tck.EngineContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Small packages for the contract, all of one linear model of three numbers. Each is told from the
 * others by its description, and so by its digest.
 */
public final class ContractPackage {

  private static final String MODEL = "/dev/slipway/tck/linear/model.onnx";

  private final String description;
  private String inputs =
      "[{name: a, type: float32}, {name: b, type: float32}, {name: c, type: float32}]";
  private String third = "c";
  private String answer = "0.25";
  private String parity = "parity: {level: exact}\n";
  private boolean golden = true;

  private ContractPackage(String description) {
    this.description = description;
  }

  /**
   * Returns a package that may serve.
   *
   * @param description what tells it from others
   * @return the package
   */
  public static ContractPackage of(String description) {
    return new ContractPackage(description);
  }

  /**
   * Renames the third input, which breaks callers.
   *
   * @param name its new name
   * @return this
   */
  public ContractPackage thirdInput(String name) {
    third = name;
    inputs = inputs.replace("name: c", "name: " + name);
    return this;
  }

  /**
   * Leaves the golden records out.
   *
   * @return this
   */
  public ContractPackage withoutGolden() {
    golden = false;
    return this;
  }

  /**
   * States a golden answer that does not come out.
   *
   * @return this
   */
  public ContractPackage withWrongGolden() {
    answer = "0.75";
    return this;
  }

  /**
   * Leaves the parity out.
   *
   * @return this
   */
  public ContractPackage withoutParity() {
    parity = "";
    return this;
  }

  /**
   * Writes the package.
   *
   * @param folder to be made
   * @return the folder
   */
  public Path write(Path folder) {
    try (InputStream model =
        Objects.requireNonNull(EngineContract.class.getResourceAsStream(MODEL), MODEL)) {
      Files.createDirectories(folder);
      Files.copy(model, folder.resolve("model.onnx"));
      Files.writeString(
          folder.resolve("slipway.yaml"),
          "format: slipway/1\nname: linear\ndescription: "
              + description
              + "\nmodel: model.onnx\nsignature:\n  inputs: "
              + inputs
              + "\noutputs:\n  - {name: first, pick: 0}\n"
              + parity);
      if (golden) {
        String input = "{\"a\":1.0,\"b\":0.0,\"" + third + "\":0.0}";
        Files.writeString(
            folder.resolve("golden.jsonl"),
            "{\"input\":" + input + ",\"answer\":{\"first\":" + answer + "}}\n");
      }
      return folder;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
