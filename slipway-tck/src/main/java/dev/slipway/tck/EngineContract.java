package dev.slipway.tck;

import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.EngineProvider;
import dev.slipway.spi.ModelFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every engine must do. An engine's test extends this class, says which provider to test, and
 * declares what the engine lacks; what it declares must fail properly, and the build fails when it
 * starts to work.
 *
 * <p>Models are small files of the kit in each format, with golden answers computed by arithmetic
 * written apart from every engine. After every test all that it opened must be closed, no thread
 * may be left and no warning logged.
 */
@ExtendWith(NothingLeftBehind.class)
public abstract class EngineContract {

  private static final List<ModelFormat> FORMATS =
      List.of(ModelFormat.ONNX, ModelFormat.TFLITE, ModelFormat.SAVED_MODEL);

  private final OpenModels open = new OpenModels();

  @TempDir private Path directory = Path.of("");

  /** Creates the contract; one instance for each test. */
  protected EngineContract() {}

  /**
   * Returns the engine under test.
   *
   * @return a provider, a new one at each call or not
   */
  protected abstract EngineProvider provider();

  /**
   * Returns what the engine lacks.
   *
   * @return nothing by default
   */
  protected Set<Trait> unsupported() {
    return Set.of();
  }

  /**
   * Returns the format of the reference models to use.
   *
   * @return by default the first of ONNX, TFLite and SavedModel that the engine supports
   */
  protected ModelFormat format() {
    return FORMATS.stream().filter(provider()::supports).findFirst().orElseThrow();
  }

  /**
   * Returns how models are loaded, for engines that load none without leave.
   *
   * @return the defaults, unless an engine needs more
   */
  protected EngineOptions options() {
    return EngineOptions.defaults();
  }

  final OpenModels open() {
    return open;
  }

  final Path directory() {
    return directory;
  }

  /** Loading. */
  @Nested
  @DisplayName("Loading")
  class Loading extends LoadingContract {
    Loading() {
      super(EngineContract.this);
    }
  }

  /** Signature. */
  @Nested
  @DisplayName("Signature")
  class Signature extends SignatureContract {
    Signature() {
      super(EngineContract.this);
    }
  }

  /** Running. */
  @Nested
  @DisplayName("Running")
  class Running extends RunningContract {
    Running() {
      super(EngineContract.this);
    }
  }

  /** Batching. */
  @Nested
  @DisplayName("Batching")
  class Batching extends BatchingContract {
    Batching() {
      super(EngineContract.this);
    }
  }

  /** Shapes. */
  @Nested
  @DisplayName("Shapes")
  class Shapes extends ShapesContract {
    Shapes() {
      super(EngineContract.this);
    }
  }

  /** Resources. */
  @Nested
  @DisplayName("Resources")
  class Leaks extends LeakContract {
    Leaks() {
      super(EngineContract.this);
    }
  }

  /** Concurrency. */
  @Nested
  @DisplayName("Concurrency")
  class Concurrency extends ConcurrencyContract {
    Concurrency() {
      super(EngineContract.this);
    }
  }

  /** Closing. */
  @Nested
  @DisplayName("Closing")
  class Closing extends ClosingContract {
    Closing() {
      super(EngineContract.this);
    }
  }

  /** Failure. */
  @Nested
  @DisplayName("Failure")
  class Failure extends FailureContract {
    Failure() {
      super(EngineContract.this);
    }
  }
}
