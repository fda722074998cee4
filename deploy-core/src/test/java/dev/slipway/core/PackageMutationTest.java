package dev.slipway.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.InvalidPackageException;
import dev.slipway.UnsupportedModelException;
import dev.slipway.core.fixtures.CraftedZip;
import dev.slipway.core.fixtures.Fixtures;
import dev.slipway.core.fixtures.OnnxModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Damaged packages are told apart from sound ones by two exceptions and no others. */
class PackageMutationTest {

  private static final String MANIFEST =
      """
      format: slipway/1
      name: m
      model: model.onnx
      signature:
        inputs: [{name: a, type: float32}, {name: b, type: int64, required: false}]
        params: [{name: p, type: datetime, default: '2024-01-01'}]
      steps: [{type: clip, columns: [a], low: 0}]
      features: [a]
      outputs: [{name: late, from: Y, pick: 0, threshold: 0.5, labels: [no, yes]}]
      parity: {level: tolerance, absolute: 1.0e-6}
      execution: {intra-op: 1, min-rows: 2, batch: any}
      """;

  private static final List<String> FIXTURES =
      List.of("2.9.2-datetime", "2.0.1-two-tensors", "3.1.1-array-column");

  private static final byte[] SPECIALS =
      ":{}[]'\"-#&*!|>%@`\n \t0\\,~\u007f".getBytes(StandardCharsets.US_ASCII);

  private static Path folder;

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = Files.createTempDirectory("package-properties");
    Fixtures.write(folder, "model.onnx", OnnxModels.linear());
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    for (Path file : Fixtures.files(folder)) {
      Files.delete(file);
    }
    Files.delete(folder);
  }

  private static void onlyTold(Path path) {
    try (ModelPackage model = ModelPackage.read(path)) {
      assertThat(model.version().digest()).hasSize(64);
    } catch (InvalidPackageException | UnsupportedModelException told) {
      assertThat(told).hasMessageStartingWith("Cannot read " + path + ": ");
    }
  }

  /** Changes, removes, doubles or cuts off some bytes. */
  private static byte[] mutated(byte[] content, long seed) {
    Random random = new Random(seed);
    byte[] mutant = content.clone();
    for (int i = random.nextInt(6); i >= 0 && mutant.length > 2; i--) {
      int at = random.nextInt(mutant.length - 1);
      switch (random.nextInt(5)) {
        case 0 -> mutant[at] = (byte) random.nextInt(256);
        case 1 -> mutant[at] = SPECIALS[random.nextInt(SPECIALS.length)];
        case 2 -> mutant = java.util.Arrays.copyOf(mutant, at + 1);
        case 3 -> System.arraycopy(mutant, at + 1, mutant, at, mutant.length - at - 1);
        default -> {
          int length = random.nextInt(mutant.length - at);
          System.arraycopy(
              content,
              random.nextInt(content.length - Math.min(length, content.length - 1)),
              mutant,
              at,
              Math.min(length, content.length - 1) / 2);
        }
      }
    }
    return mutant;
  }

  @Property(tries = 1500)
  @Label("a mutated slipway.yaml")
  void slipwayYaml(@ForAll long seed) throws IOException {
    Fixtures.write(
        folder, "slipway.yaml", mutated(MANIFEST.getBytes(StandardCharsets.UTF_8), seed));
    try {
      onlyTold(folder);
    } finally {
      Files.delete(folder.resolve("slipway.yaml"));
    }
  }

  @Property(tries = 1500)
  @Label("a mutated MLmodel")
  void mlmodel(@ForAll long seed) throws IOException {
    String fixture = FIXTURES.get((int) Math.floorMod(seed, (long) FIXTURES.size()));
    byte[] content = Files.readAllBytes(Fixtures.mlflow(fixture + "/MLmodel"));
    Fixtures.write(folder, "MLmodel", mutated(content, seed));
    try {
      onlyTold(folder);
    } finally {
      Files.delete(folder.resolve("MLmodel"));
    }
  }

  @Property(tries = 1000)
  @Label("a mutated archive leaves nothing behind")
  void archive(@ForAll long seed) throws IOException {
    byte[] zip =
        new CraftedZip()
            .add("slipway.yaml", "format: slipway/1\nmodel: model.onnx\n")
            .add(new CraftedZip.Entry("model.onnx", OnnxModels.linear()))
            .add("weights/a.bin", "weights")
            .bytes();
    Path file = Fixtures.write(folder, "m.zip", mutated(zip, seed));
    try {
      onlyTold(file);
    } finally {
      Files.delete(file);
    }
  }
}
