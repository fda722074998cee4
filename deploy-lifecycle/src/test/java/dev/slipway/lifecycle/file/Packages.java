package dev.slipway.lifecycle.file;

import dev.slipway.lifecycle.Registration;
import dev.slipway.testing.OnnxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Small packages of a logistic model, told apart by their descriptions. */
final class Packages {

  static final String NAME = "logistic";

  private Packages() {}

  /** Writes a package that may serve. */
  static Path write(Path folder, String description) throws IOException {
    Files.createDirectories(folder);
    OnnxFile.logistic().write(folder.resolve("model.onnx"));
    Files.writeString(
        folder.resolve("slipway.yaml"),
        """
        format: slipway/1
        name: own-name
        description: %s
        model: model.onnx
        signature:
          inputs:
            - {name: a, type: float32}
            - {name: b, type: float32}
            - {name: c, type: float32}
            - {name: d, type: float32}
        outputs:
          - {name: probability, pick: 1}
        parity: {level: exact}
        """
            .formatted(description));
    Files.writeString(
        folder.resolve("golden.jsonl"),
        "{\"input\":{\"a\":0,\"b\":0,\"c\":0,\"d\":0},\"answer\":{\"probability\":0.5249792}}\n");
    return folder;
  }

  static Registration registration(Path folder, String description) throws IOException {
    return Registration.of(NAME, write(folder.resolve(description), description));
  }

  /** Returns all files and folders below a folder, relative to it. */
  static List<String> tree(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.map(path -> root.relativize(path).toString()).sorted().toList();
    }
  }

  /** Copies a tree. */
  static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
    return to;
  }
}
