package dev.slipway.benchmarks;

import dev.slipway.lifecycle.Change;
import dev.slipway.lifecycle.ChangeNote;
import dev.slipway.lifecycle.ModelUri;
import dev.slipway.lifecycle.Registration;
import dev.slipway.lifecycle.VersionRecord;
import dev.slipway.lifecycle.file.FileRegistry;
import dev.slipway.testing.OnnxFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;

/**
 * The registry in a folder beside what the machine does anyway: verifying a package of 100 MB
 * beside plain SHA-256 of the same file, an alias beside the reading of one file, a list of 10,000
 * versions. Medians; arguments: a folder on the disk to measure, and the number of versions.
 */
public final class RegistryResolve {

  private static final int MEGABYTES = 100;
  private static final int ROUNDS = 11;
  private static final int WARM_UP = 300_000;

  private RegistryResolve() {}

  /**
   * Measures and prints.
   *
   * @param arguments the folder, and the number of versions
   * @throws Exception if anything fails
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory(Path.of(arguments[0]), "registry-resolve");
    Path root = folder.resolve("registry");
    FileRegistry registry = FileRegistry.open(root);
    VersionRecord large = registry.register(Registration.of("large", large(folder)));
    Path weights = registry.locate(large).location().resolve("weights.bin");
    double plain = median(ROUNDS, () -> sha256(weights));
    double first = median(ROUNDS, () -> FileRegistry.open(root).fetch(large));
    double again = median(ROUNDS, () -> registry.fetch(large));
    System.out.printf("SHA-256 of the file    %9.3f ms%n", plain);
    System.out.printf("resolve and verify     %9.3f ms  %.3f x%n", first, first / plain);
    System.out.printf("the same once more     %9.3f ms%n", again);
    alias(registry, root);
    list(root, folder, Integer.parseInt(arguments[1]));
  }

  private static Path large(Path folder) throws IOException {
    Path source = Files.createDirectory(folder.resolve("large"));
    OnnxFile.logistic().write(source.resolve("model.onnx"));
    Files.writeString(source.resolve("slipway.yaml"), "format: slipway/1\nmodel: model.onnx\n");
    byte[] bytes = new byte[MEGABYTES * 1_000_000];
    new Random(1).nextBytes(bytes);
    Files.write(source.resolve("weights.bin"), bytes);
    return source;
  }

  private static byte[] sha256(Path file) throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] chunk = new byte[1 << 17];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
      }
    }
    return digest.digest();
  }

  private static void alias(FileRegistry registry, Path root) throws Exception {
    ChangeNote note = ChangeNote.by("benchmark").forced();
    registry.apply(new Change.SetAlias("large", "champion", 1), note);
    ModelUri uri = ModelUri.ofAlias("large", "champion");
    Path head = root.resolve("models/large/head.json");
    int rounds = 20_000;
    // Until the compiler is done with it, a lookup takes twice as long as later.
    median(WARM_UP, () -> registry.find(uri));
    double read = median(rounds, () -> Files.readAllBytes(head));
    double found = median(rounds, () -> registry.find(uri));
    System.out.printf("one file read          %9.1f us%n", read * 1000);
    System.out.printf("alias to version       %9.1f us  %.2f x%n", found * 1000, found / read);
  }

  private static void list(Path root, Path folder, int versions) throws Exception {
    Path source = Files.createDirectory(folder.resolve("small"));
    Path model = OnnxFile.logistic().write(source.resolve("model.onnx"));
    FileRegistry registry = FileRegistry.open(root);
    long start = System.nanoTime();
    for (int i = 0; i < versions; i++) {
      registry.register(Registration.of("many", model));
    }
    double each = (System.nanoTime() - start) / 1e6 / versions;
    System.out.printf("register, one of %d %9.3f ms%n", versions, each);
    double fresh = median(ROUNDS, () -> FileRegistry.open(root).versions("many"));
    double warm = median(ROUNDS, () -> registry.versions("many"));
    System.out.printf("list %d, fresh      %9.3f ms%n", versions, fresh);
    System.out.printf("list %d, again      %9.3f ms%n", versions, warm);
  }

  private static double median(int rounds, Callable<?> work) throws Exception {
    double[] millis = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      Object result = work.call();
      millis[i] = (System.nanoTime() - start) / 1e6;
      if (result == null) {
        throw new IllegalStateException("nothing came of it");
      }
    }
    Arrays.sort(millis);
    return millis[rounds / 2];
  }
}
