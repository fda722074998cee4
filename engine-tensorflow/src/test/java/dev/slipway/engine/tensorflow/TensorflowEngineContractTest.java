package dev.slipway.engine.tensorflow;

import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.EngineProvider;
import dev.slipway.tck.EngineContract;
import dev.slipway.tck.Trait;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;

/** The contract on our own path. */
class TensorflowEngineContractTest extends EngineContract {

  static final EngineOptions ALLOWED = EngineOptions.defaults().with(Settings.ALLOW, "true");

  /** The binding's one thread of housekeeping is there from its start on, and stays. */
  @BeforeAll
  static void startLibrary() {
    TensorflowEngineProvider.version();
  }

  @Override
  protected EngineProvider provider() {
    return new TensorflowEngineProvider();
  }

  @Override
  protected EngineOptions options() {
    return ALLOWED;
  }

  @Override
  protected Set<Trait> unsupported() {
    return EnumSet.of(Trait.CLASS_LABELS, Trait.CANCELLATION);
  }
}
