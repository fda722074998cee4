package dev.slipway.engine.tensorflow;

import dev.slipway.engine.djl.DjlEngineProvider;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.EngineProvider;
import dev.slipway.spi.ModelFormat;
import dev.slipway.tck.EngineContract;
import dev.slipway.tck.Trait;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;

/** The contract on the general path: the same sessions through DJL's engine for TensorFlow. */
class DjlEngineContractTest extends EngineContract {

  @BeforeAll
  static void startLibrary() {
    TensorflowEngineProvider.version();
  }

  @Override
  protected EngineProvider provider() {
    return new DjlEngineProvider();
  }

  /** TFLite models run through DJL here, too. */
  @Override
  protected ModelFormat format() {
    return ModelFormat.SAVED_MODEL;
  }

  @Override
  protected EngineOptions options() {
    return TensorflowEngineContractTest.ALLOWED;
  }

  /** DJL has no arrays of these types. */
  @Override
  protected Set<Trait> unsupported() {
    return EnumSet.of(
        Trait.INT16,
        Trait.UINT16,
        Trait.UINT32,
        Trait.UINT64,
        Trait.FLOAT16,
        Trait.BFLOAT16,
        Trait.CLASS_LABELS,
        Trait.CANCELLATION);
  }
}
