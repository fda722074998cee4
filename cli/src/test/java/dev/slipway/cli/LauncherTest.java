package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.http.InferenceServer;
import dev.slipway.testing.OnnxFile;
import dev.slipway.testing.SavedModelFile;
import dev.slipway.testing.TfliteFile;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the launcher itself, in a copy with spaces in its path. The {@code mvn} that it finds hands
 * over what this build has compiled: a real one would build the project inside its own tests.
 */
@DisplayName("The launcher")
class LauncherTest {

  @TempDir Path temporary;
  private Path root;
  private Path elsewhere;
  private Path builds;

  /** What a process did; both streams together. */
  private record Result(int status, String output) {}

  @BeforeEach
  void copyLauncher() throws IOException {
    root = temporary.resolve("a copy of slipway");
    elsewhere = Files.createDirectories(temporary.resolve("some where"));
    builds = temporary.resolve("builds");
    copy("slipway");
    copy("cli/src/launcher/build-part.sh");
    Files.createDirectories(root.resolve("cli/src/main"));
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    writeJar(temporary.resolve("slipway.jar"));
    mvn(
        "for a; do case $a in -Dslipway.lib=*) cp \"${0%/*}/../slipway.jar\" \"${a#*=}\";; esac;"
            + " done");
  }

  private void copy(String file) throws IOException {
    Path target = root.resolve(file);
    Files.createDirectories(target.getParent());
    Files.copy(Slip.HOME.resolve(file), target, StandardCopyOption.COPY_ATTRIBUTES);
  }

  /** Writes a jar that holds nothing but the way to the classes of this build. */
  private static void writeJar(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, "dev.slipway.cli.Main");
    String[] parts = System.getProperty("java.class.path").split(File.pathSeparator, -1);
    attributes.put(
        Attributes.Name.CLASS_PATH,
        Arrays.stream(parts)
            .map(part -> Path.of(part).toUri().toString())
            .collect(Collectors.joining(" ")));
    try (OutputStream file = Files.newOutputStream(jar)) {
      new JarOutputStream(file, manifest).close();
    }
  }

  /** Writes a Maven that notes its start and then does this. */
  private void mvn(String script) throws IOException {
    Path mvn = Files.createDirectories(temporary.resolve("bin")).resolve("mvn");
    Files.writeString(mvn, "#!/bin/bash\necho built >>'" + builds + "'\n" + script + "\n");
    Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Process start(String... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(root.resolve("slipway").toString());
    builder.command().addAll(List.of(arguments));
    builder.directory(elsewhere.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().merge("PATH", temporary.resolve("bin") + ":", (old, bin) -> bin + old);
    return builder.start();
  }

  private static Result end(Process process) throws IOException, InterruptedException {
    process.getOutputStream().close();
    byte[] output = process.getInputStream().readAllBytes();
    return new Result(process.waitFor(), new String(output, StandardCharsets.UTF_8));
  }

  private Result run(String... arguments) throws IOException, InterruptedException {
    return end(start(arguments));
  }

  private List<String> partBuilds() throws IOException {
    try (var files = Files.list(root.resolve("lib/cli"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  @DisplayName("builds on first use, from any folder, and not again")
  void firstUse() throws IOException, InterruptedException {
    Result first = run("--version");
    Result second = run("--version");

    assertThat(first.status()).as(first.output()).isZero();
    assertThat(first.output()).startsWith("Building Slipway (first run only) …\nslipway 0.");
    assertThat(second.output()).startsWith("slipway 0.");
    assertThat(builds).hasContent("built");
  }

  @Test
  @DisplayName("builds the part for TFLite when a model is one, once, and not for others")
  void partOfAnEngine() throws IOException, InterruptedException {
    Path model = TfliteFile.logistic().write(elsewhere.resolve("a model.tflite"));
    Result none = run("inspect", Slip.BARE_MODEL);
    Result first = run("inspect", model.toString());
    Result second = run("inspect", model.toUri().toString());

    assertThat(none.status()).as(none.output()).isZero();
    assertThat(first.status()).as(first.output()).isZero();
    assertThat(first.output()).contains("Building Slipway (first run only) …").contains("tflite");
    assertThat(second.output()).doesNotContain("Building").contains("Name       a model\n");
    assertThat(builds).hasContent("built\nbuilt");
  }

  @Test
  @DisplayName("builds the part for TensorFlow when a model is a SavedModel, bare or in a package")
  void partForSavedModels() throws IOException, InterruptedException {
    Path bare = SavedModelFile.logistic().write(elsewhere.resolve("a model"));
    Path inside = Files.createDirectories(elsewhere.resolve("package"));
    SavedModelFile.logistic().write(inside.resolve("tfmodel"));
    Files.writeString(inside.resolve("slipway.yaml"), "format: slipway/1\nmodel: tfmodel\n");
    Result first = run("inspect", bare.toString(), "--allow-savedmodel");
    Result second = run("inspect", "--allow-savedmodel", inside.toString());

    assertThat(first.status()).as(first.output()).isZero();
    assertThat(first.output())
        .contains("Building Slipway (first run only) …")
        .contains("savedmodel");
    assertThat(second.status()).as(second.output()).isZero();
    assertThat(second.output()).startsWith("Name       package\n");
    assertThat(root.resolve("lib/tensorflow/current")).exists();
    assertThat(builds).hasContent("built\nbuilt");
  }

  @Test
  @DisplayName("builds the parts of models that MLflow's cache holds, when one of MLflow is meant")
  void partsForTheCache() throws IOException, InterruptedException {
    Path contents = temporary.resolve("cache/contents/0a");
    TfliteFile.logistic()
        .write(Files.createDirectories(contents.resolve("package")).resolve("model.tflite"));
    ProcessBuilder builder = new ProcessBuilder(root.resolve("slipway").toString());
    builder
        .command()
        .addAll(List.of("inspect", "models:/m/1", "--registry", "mlflow+http://127.0.0.1:1"));
    builder.directory(elsewhere.toFile()).redirectErrorStream(true);
    builder.environment().put("SLIPWAY_MLFLOW_CACHE", temporary.resolve("cache").toString());
    builder.environment().put("SLIPWAY_MLFLOW_OFFLINE", "true");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().merge("PATH", temporary.resolve("bin") + ":", (old, bin) -> bin + old);
    Result result = end(builder.start());

    assertThat(result.status()).as(result.output()).isNotZero();
    assertThat(root.resolve("lib/tflite/current")).exists();
    assertThat(root.resolve("lib/tensorflow")).doesNotExist();
  }

  @Test
  @DisplayName("builds the part that serves for serving, and those of the models in its file")
  void partForServing() throws IOException, InterruptedException {
    TfliteFile.logistic()
        .write(Files.createDirectories(elsewhere.resolve("m")).resolve("a.tflite"));
    Path config = elsewhere.resolve("serve.yaml");
    Files.writeString(
        config, "models:\n  a: 'm/a.tflite'  # beside this file\nlimits:\n  rows: 5\n");
    Result first = run("serve", "--check", "--model", "delay=" + Slip.FLIGHT_DELAY);
    Result second = run("serve", "--check", "--config", config.toString());

    assertThat(first.status()).as(first.output()).isZero();
    assertThat(first.output()).contains("slipway: All models answer as they should");
    assertThat(root.resolve("lib/http/current")).exists();
    assertThat(second.status()).as(second.output()).isZero();
    assertThat(root.resolve("lib/tflite/current")).exists();
    assertThat(builds).hasContent("built\nbuilt\nbuilt");
  }

  @Test
  @DisplayName("builds the part that asks other servers for asking one")
  void partForConformance() throws IOException, InterruptedException {
    Path model = OnnxFile.logistic().write(elsewhere.resolve("m.onnx"));
    try (InferenceServer server =
        InferenceServer.builder()
            .port(0)
            .lameDuckTime(Duration.ZERO)
            .model("m", model.toString())
            .start()) {
      Result result = run("conformance", "http://127.0.0.1:" + server.port());

      assertThat(result.status()).as(result.output()).isZero();
      assertThat(result.output()).contains("ok      grpc/infer-raw", " passed, 0 failed");
    }
    assertThat(root.resolve("lib/conformance/current")).exists();
    assertThat(root.resolve("lib/http")).doesNotExist();
    assertThat(builds).hasContent("built\nbuilt");
  }

  @Test
  @DisplayName("builds again when a source is newer, and keeps one build for commands that run")
  void changedSource() throws IOException, InterruptedException {
    run("--version");
    for (int change = 1; change <= 2; change++) {
      Path source = Files.writeString(root.resolve("cli/src/main/New.java"), "change " + change);
      Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(1)));
      Result changed = run("--version");
      Files.setLastModifiedTime(source, FileTime.from(Instant.EPOCH));
      Files.setLastModifiedTime(source.getParent(), FileTime.from(Instant.EPOCH));

      assertThat(changed.output())
          .startsWith("Building Slipway (sources have changed) …\nslipway 0.");
    }
    assertThat(run("--version").output()).startsWith("slipway 0.");
    assertThat(builds).hasContent("built\nbuilt\nbuilt");
    assertThat(partBuilds()).hasSize(3).contains("current");
  }

  @Test
  @DisplayName("shows what failed in a build, and leaves nothing of it")
  void failedBuild() throws IOException, InterruptedException {
    mvn("echo '[INFO] Compiling'; echo '[ERROR] Foo.java:[3,1] no such thing'; exit 1");

    Result result = run("--version");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output())
        .contains("[ERROR] Foo.java:[3,1] no such thing\n")
        .contains("slipway: Cannot build Slipway: Maven failed as shown above")
        .doesNotContain("Compiling");
    assertThat(partBuilds()).isEmpty();
  }

  @Test
  @DisplayName("builds once when two first starts meet")
  void twoStarts() throws IOException, InterruptedException {
    Process one = start("--version");
    Process other = start("--version");

    List<Result> results = List.of(end(one), end(other));

    assertThat(results).allMatch(result -> result.status() == 0);
    assertThat(results).allMatch(result -> result.output().contains("slipway 0."));
    assertThat(builds).hasContent("built");
  }

  @Test
  @DisplayName("leaves standard input to the command, also when it builds")
  void standardInput() throws IOException, InterruptedException {
    mvn("cat >/dev/null\n" + Files.readString(temporary.resolve("bin/mvn")));
    Process process = start("predict", "--input", "-", "--model", Slip.FLIGHT_DELAY);
    process.getOutputStream().write(Slip.FLIGHT.getBytes(StandardCharsets.UTF_8));

    Result result = end(process);

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(result.output()).contains("[{\"probability\":");
  }

  @Test
  @DisplayName("hands arguments on as they are, and the status back")
  void arguments() throws IOException, InterruptedException {
    Result result = run("inspect", "no * such  model");

    assertThat(result.status()).isEqualTo(ExitCode.INPUT.status());
    assertThat(result.output()).contains("no * such  model");
  }

  @Test
  @DisplayName("works through a symbolic link")
  void symbolicLink() throws IOException, InterruptedException {
    Path link = Files.createSymbolicLink(elsewhere.resolve("slip"), root.resolve("slipway"));
    Process process =
        new ProcessBuilder(
                "bash",
                "-c",
                "PATH=\"$1:$PATH\" \"$0\" --version",
                link.toString(),
                temporary.resolve("bin").toString())
            .redirectErrorStream(true)
            .start();

    assertThat(end(process).output()).contains("slipway 0.");
  }
}
