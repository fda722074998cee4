package dev.slipway.core.internal.steps;

import dev.slipway.Signature;
import dev.slipway.spi.Step;
import java.util.List;

/**
 * Stands in for a step whose definition has problems, with the outputs it would have, so that the
 * steps after it can be checked too.
 */
record UnusableStep(List<Signature.Field> outputs) implements Step {

  @Override
  public List<String> inputs() {
    return List.of();
  }

  @Override
  public Kernel newKernel() {
    throw new IllegalStateException("the definition of this step has problems");
  }
}
