package dev.slipway.lifecycle.file;

import dev.slipway.ErrorCode;
import dev.slipway.SlipwayException;
import dev.slipway.lifecycle.Change;
import dev.slipway.lifecycle.ChangeNote;
import dev.slipway.lifecycle.Expected;
import dev.slipway.lifecycle.ModelUri;
import dev.slipway.lifecycle.Registration;
import dev.slipway.lifecycle.VersionSigning;
import dev.slipway.lifecycle.signing.PackageSigner;
import dev.slipway.lifecycle.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Uses a registry in a process of its own, to be killed or to compete with others. */
final class RegistryProcess {

  private RegistryProcess() {}

  /** Returns the command line; engines are not on the class path, where that is quicker. */
  static List<String> command(String... arguments) {
    String classPath =
        String.join(
            ":",
            List.of(System.getProperty("java.class.path").split(":")).stream()
                .filter(entry -> !entry.contains("onnxruntime") && !entry.contains("engine-onnx"))
                .toList());
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                classPath,
                RegistryProcess.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Does one thing; arguments are the registry, what to do, and with what. */
  public static void main(String[] arguments) throws IOException {
    FileRegistry registry = FileRegistry.open(Path.of(arguments[0]));
    ChangeNote note = ChangeNote.by("child");
    try {
      switch (arguments[1]) {
        case "register" ->
            registry.register(Registration.of(Packages.NAME, Path.of(arguments[2])).withNote(note));
        case "alias" -> registry.apply(new Change.SetAlias(Packages.NAME, "champion", 2), note);
        case "sign" ->
            VersionSigning.sign(
                registry,
                registry.find(ModelUri.ofVersion(Packages.NAME, 2)),
                PackageSigner.of(SigningKey.read(Path.of(arguments[2]), Optional.empty())),
                note);
        case "gc" -> registry.collect(Duration.ZERO, note);
        case "pull" ->
            PulledPackage.pull(
                registry,
                registry.find(ModelUri.ofVersion(Packages.NAME, 2)),
                Path.of(arguments[2]));
        case "compete" -> compete(registry, arguments[2], Integer.parseInt(arguments[3]));
        default -> throw new IllegalArgumentException(arguments[1]);
      }
    } catch (SlipwayException | IOException failure) {
      System.err.println(failure.getMessage());
      System.exit(3);
    }
  }

  /** Registers, and moves one alias on by compare-and-set, as often as told. */
  private static void compete(FileRegistry registry, String source, int rounds) {
    ChangeNote note = ChangeNote.by(Long.toString(ProcessHandle.current().pid())).forced();
    for (int done = 0; done < rounds; done++) {
      int mine =
          registry
              .register(Registration.of(Packages.NAME, Path.of(source)).withNote(note))
              .number();
      boolean moved = false;
      while (!moved) {
        Integer current = registry.model(Packages.NAME).aliases().get("counter");
        int next = current == null ? 1 : current + 1;
        if (next > mine && next > registry.model(Packages.NAME).versions()) {
          next = mine;
        }
        Expected expected = current == null ? Expected.nothing() : Expected.version(current);
        try {
          registry.apply(new Change.SetAlias(Packages.NAME, "counter", next, expected), note);
          moved = true;
        } catch (SlipwayException conflict) {
          if (conflict.code() != ErrorCode.REGISTRY_CONFLICT) {
            throw conflict;
          }
        }
      }
    }
  }
}
