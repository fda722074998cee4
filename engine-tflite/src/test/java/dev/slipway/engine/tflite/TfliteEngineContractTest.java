package dev.slipway.engine.tflite;

import dev.slipway.spi.EngineProvider;
import dev.slipway.tck.EngineContract;
import dev.slipway.tck.Trait;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;

/** The contract on the path without DJL. */
class TfliteEngineContractTest extends EngineContract {

  /** The library's one thread of housekeeping is there from its start on, and stays. */
  @BeforeAll
  static void startLibrary() {
    NativeLibrary.start("the library");
  }

  @Override
  protected EngineProvider provider() {
    return new TfliteEngineProvider();
  }

  @Override
  protected Set<Trait> unsupported() {
    return EnumSet.of(Trait.EXTERNAL_DATA);
  }
}
