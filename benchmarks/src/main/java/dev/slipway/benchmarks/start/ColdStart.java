package dev.slipway.benchmarks.start;

import dev.slipway.benchmarks.batch.Features;
import dev.slipway.benchmarks.harness.Repository;
import dev.slipway.benchmarks.harness.Workload;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One row by the {@code predict} command from process start to process end, beside a bare Java
 * program that calls ONNX Runtime.
 *
 * @param command what starts the command
 * @param natives a folder with the unpacked library of ONNX Runtime; without it, that path is left
 *     out
 * @param starts how many starts make one measurement, their median
 */
public record ColdStart(List<String> command, Path natives, int starts) implements Workload {

  private static final String PREDICT = "predict";
  private static final String BARE = "bare";
  private static final String UNPACKED = "bare-unpacked";
  private static final String ROW = "1,2,0.5,0.25";

  /**
   * Returns the workload on this repository's launcher, which is built if it must be.
   *
   * @return the workload
   */
  public static ColdStart ofLauncher() {
    Path root = Repository.root();
    return new ColdStart(List.of(root.resolve("slipway").toString()), root.resolve("lib"), 9);
  }

  @Override
  public List<String> paths() {
    return unpacked().isPresent() ? List.of(PREDICT, BARE, UNPACKED) : List.of(PREDICT, BARE);
  }

  @Override
  public void prepare(Path folder) throws Exception {
    Features.modelPackage(folder, Features.ONE_OUTPUT);
    Files.writeString(folder.resolve("row.csv"), "a,b,c,d\n" + ROW + "\n");
    run(concat(command, "--version"));
  }

  @Override
  public void compare(Path folder) throws Exception {
    float expected = answer(BARE, folder);
    for (String path : paths()) {
      if (answer(path, folder) != expected) {
        throw new IllegalStateException("the paths give different answers");
      }
    }
  }

  private float answer(String path, Path folder) throws IOException, InterruptedException {
    String[] lines = run(command(path, folder)).strip().split("\n");
    return Float.parseFloat(lines[lines.length - 1]);
  }

  @Override
  public Map<String, Double> run(String path, Path folder) throws Exception {
    double[] millis = new double[starts];
    List<String> line = command(path, folder);
    for (int i = 0; i < starts; i++) {
      long start = System.nanoTime();
      run(line);
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    return Map.of("ms", millis[starts / 2]);
  }

  private List<String> command(String path, Path folder) {
    if (path.equals(PREDICT)) {
      return concat(
          command,
          "predict",
          "--model",
          folder.resolve("package").toString(),
          "--input",
          folder.resolve("row.csv").toString());
    }
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xshare:auto", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    if (path.equals(UNPACKED)) {
      line.add("-Donnxruntime.native.path=" + unpacked().orElseThrow());
    }
    line.addAll(List.of("-cp", bareClassPath(), BareStart.class.getName()));
    line.add(folder.resolve("package/model.onnx").toString());
    line.addAll(List.of(ROW.split(",")));
    return line;
  }

  /** Returns the folder in which the launcher unpacked the library. */
  private Optional<Path> unpacked() {
    if (!Files.isDirectory(natives)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(natives)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("libonnxruntime4j_jni"))
          .findFirst()
          .map(Path::getParent);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** ONNX Runtime and this class, nothing else. */
  private static String bareClassPath() {
    String own = System.getProperty("java.class.path");
    String[] all = System.getProperty("surefire.test.class.path", own).split(File.pathSeparator);
    return String.join(
        File.pathSeparator,
        Arrays.stream(all)
            .filter(
                entry ->
                    Path.of(entry).getFileName().toString().startsWith("onnxruntime-")
                        || Files.exists(
                            Path.of(entry, BareStart.class.getName().replace('.', '/') + ".class")))
            .toList());
  }

  private static List<String> concat(List<String> first, String... rest) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(rest));
    return all;
  }

  private static String run(List<String> line) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(line + " ended with " + process.exitValue());
    }
    return output;
  }
}
