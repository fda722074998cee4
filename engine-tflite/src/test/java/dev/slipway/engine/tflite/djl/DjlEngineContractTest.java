package dev.slipway.engine.tflite.djl;

import dev.slipway.engine.djl.DjlEngineProvider;
import dev.slipway.engine.tflite.TfliteEngineProvider;
import dev.slipway.spi.EngineProvider;
import dev.slipway.tck.EngineContract;
import dev.slipway.tck.Trait;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;

/** The contract on the general path: the same native models through DJL's arrays. */
class DjlEngineContractTest extends EngineContract {

  @BeforeAll
  static void startLibrary() {
    TfliteEngineProvider.version();
  }

  @Override
  protected EngineProvider provider() {
    return new DjlEngineProvider();
  }

  @Override
  protected Set<Trait> unsupported() {
    return EnumSet.of(Trait.EXTERNAL_DATA, Trait.CANCELLATION);
  }
}
