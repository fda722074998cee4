package dev.slipway.tck.registry;

import dev.slipway.lifecycle.Registry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every registry must do. A registry's test extends this class, says how one is opened, and
 * declares what it lacks; what it declares must be refused properly, and the build fails when it
 * starts to work. An ONNX engine must be on the class path.
 */
public abstract class RegistryContract {

  /** The model that most tests use. */
  protected static final String NAME = "linear";

  private final List<Registry> opened = new ArrayList<>();

  @TempDir private Path directory = Path.of("");

  /** Creates the contract; one instance for each test. */
  protected RegistryContract() {}

  /**
   * Opens the registry under test: of each test instance another, empty one, and the same one at
   * each call.
   *
   * @return a registry, which the contract closes
   */
  protected abstract Registry open();

  /**
   * Returns what the registry lacks.
   *
   * @return nothing by default
   */
  protected Set<RegistryTrait> unsupported() {
    return Set.of();
  }

  /**
   * Returns a folder for the files of this test.
   *
   * @return removed after the test
   */
  protected final Path directory() {
    return directory;
  }

  final Registry registry() {
    Registry registry = open();
    opened.add(registry);
    return registry;
  }

  /** Closes what the test opened. */
  @AfterEach
  final void closeAll() {
    opened.forEach(Registry::close);
  }

  /** Registering. */
  @Nested
  @DisplayName("Registering")
  class Registering extends RegisteringContract {
    Registering() {
      super(RegistryContract.this);
    }
  }

  /** Finding. */
  @Nested
  @DisplayName("Finding")
  class Finding extends FindingContract {
    Finding() {
      super(RegistryContract.this);
    }
  }

  /** Promoting. */
  @Nested
  @DisplayName("Promoting")
  class Promoting extends PromotingContract {
    Promoting() {
      super(RegistryContract.this);
    }
  }

  /** Describing. */
  @Nested
  @DisplayName("Describing")
  class Describing extends DescribingContract {
    Describing() {
      super(RegistryContract.this);
    }
  }

  /** Deleting. */
  @Nested
  @DisplayName("Deleting")
  class Deleting extends DeletingContract {
    Deleting() {
      super(RegistryContract.this);
    }
  }
}
