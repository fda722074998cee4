package dev.slipway.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.slipway.EngineException;
import dev.slipway.Shape;
import dev.slipway.Tensor;
import dev.slipway.UnsupportedModelException;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import java.util.List;
import java.util.Set;

/** What the tests of every subject use. */
abstract class ContractPart {

  private final EngineContract contract;

  ContractPart(EngineContract contract) {
    this.contract = contract;
  }

  final EngineContract contract() {
    return contract;
  }

  final LoadedModel load(ReferenceModel model) {
    return load(artefact(model));
  }

  final LoadedModel load(ReferenceArtefact artefact) {
    return load(artefact, contract.options());
  }

  final LoadedModel load(ReferenceArtefact artefact, EngineOptions options) {
    return contract.open().track(contract.provider().load(artefact, options));
  }

  final ReferenceArtefact artefact(ReferenceModel model) {
    return ReferenceArtefact.of(model, contract.format(), contract.directory());
  }

  final boolean supports(Trait trait) {
    return !contract.unsupported().contains(trait);
  }

  final boolean supports(ReferenceModel model) {
    return model.traits().stream().allMatch(this::supports);
  }

  /** Asserts that an engine which lacks something says so instead of answering. */
  final void assertRefused(Set<Trait> traits, Runnable use) {
    Throwable thrown = catchThrowable(use::run);
    assertThat(thrown)
        .as("%s is declared unsupported, so using it must fail", traits)
        .isInstanceOfAny(UnsupportedModelException.class, EngineException.class)
        .hasMessageStartingWith("Cannot ");
  }

  /**
   * Returns whether the engine lacks something that a model needs, and asserts that it then refuses
   * the model, unless its format cannot say such a thing at all.
   */
  final boolean lacks(ReferenceModel model) {
    if (supports(model)) {
      return false;
    }
    if (!model.existsIn(contract.format())) {
      return true;
    }
    assertRefused(model.traits(), () -> checkGolden(model));
    return true;
  }

  /** Runs every golden case of a model on one execution. */
  final void checkGolden(ReferenceModel model) {
    try (LoadedModel loaded = load(model);
        Execution execution = loaded.newExecution()) {
      for (Golden.Case golden : model.golden().cases()) {
        check(execution, golden);
      }
    }
  }

  static void check(Execution execution, Golden.Case golden) {
    run(execution, golden);
    for (int i = 0; i < golden.outputs().size(); i++) {
      golden.outputs().get(i).check(execution.output(i));
    }
  }

  static void run(Execution execution, Golden.Case golden) {
    write(execution, golden);
    execution.run();
  }

  static void write(Execution execution, Golden.Case golden) {
    List<GoldenTensor> inputs = golden.inputs();
    for (int i = 0; i < inputs.size(); i++) {
      inputs.get(i).writeTo(execution.input(i, inputs.get(i).shape()));
    }
  }

  /** Fills input 0, rows of floats, with numbers that depend on the row only. */
  static void fillRows(Execution execution, int firstRow, int rows, int columns) {
    Tensor input = execution.input(0, Shape.of(rows, columns));
    for (int i = 0; i < rows * columns; i++) {
      input.setDouble(i, Math.sin(firstRow * columns + i + 1.0));
    }
  }

  /** Returns the bits of an output of floats. */
  static int[] bits(Tensor output) {
    int[] bits = new int[output.size()];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = output.bytes().getInt(i * Float.BYTES);
    }
    return bits;
  }
}
