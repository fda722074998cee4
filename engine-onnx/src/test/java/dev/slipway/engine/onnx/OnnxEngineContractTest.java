package dev.slipway.engine.onnx;

import dev.slipway.spi.EngineProvider;
import dev.slipway.tck.EngineContract;

/** The contract on the pinned path. */
class OnnxEngineContractTest extends EngineContract {

  @Override
  protected EngineProvider provider() {
    return new OnnxEngineProvider();
  }
}
