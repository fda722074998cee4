package dev.slipway.tck;

import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Loads, runs and closes models again and again. */
final class LeakRounds {

  private static final int MOST_ROWS = 8;

  private final EngineContract contract;
  private final Path directory;

  LeakRounds(EngineContract contract, Path directory) {
    this.contract = contract;
    this.directory = directory;
  }

  /** Uses each model that the engine supports so many times. */
  void run(List<ReferenceModel> models, int count) {
    List<ReferenceModel> supported =
        models.stream()
            .filter(model -> Collections.disjoint(model.traits(), contract.unsupported()))
            .toList();
    for (int round = 0; round < count; round++) {
      for (ReferenceModel model : supported) {
        use(model, 1 + round % 2);
      }
    }
    System.gc();
  }

  /** Leaves the execution to the model, whose closing must free it. */
  private void use(ReferenceModel reference, int threads) {
    try (LoadedModel model =
        contract
            .provider()
            .load(
                reference.artefact(contract.format(), directory),
                contract.options().withIntraOpThreads(threads))) {
      Execution execution = model.newExecution();
      for (int rows = 1; rows < MOST_ROWS; rows++) {
        execution.input(0, rows(model.signature(), rows));
        execution.run();
      }
    }
  }

  private static Shape rows(Signature signature, int rows) {
    long[] shape = signature.inputs().get(0).shape().toArray();
    shape[0] = rows;
    return Shape.of(shape);
  }

  void removeFiles() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
