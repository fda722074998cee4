package dev.slipway.engine.onnx;

import dev.slipway.engine.djl.DjlEngineProvider;
import dev.slipway.spi.EngineProvider;
import dev.slipway.tck.EngineContract;
import dev.slipway.tck.Trait;
import java.util.EnumSet;
import java.util.Set;

/** The contract on the general path: the same sessions through DJL's arrays. */
class DjlEngineContractTest extends EngineContract {

  @Override
  protected EngineProvider provider() {
    return new DjlEngineProvider();
  }

  @Override
  protected Set<Trait> unsupported() {
    return EnumSet.of(
        Trait.INT16,
        Trait.UINT16,
        Trait.UINT32,
        Trait.UINT64,
        Trait.ANY_TEXT_INPUT,
        Trait.CANCELLATION);
  }
}
