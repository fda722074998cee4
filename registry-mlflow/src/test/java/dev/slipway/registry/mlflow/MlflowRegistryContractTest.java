package dev.slipway.registry.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.lifecycle.Registry;
import dev.slipway.tck.registry.RegistryContract;
import dev.slipway.tck.registry.RegistryTrait;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

@DisplayName("MLflow's registry")
class MlflowRegistryContractTest extends RegistryContract {

  private MlflowServer server;

  @BeforeEach
  void startServer() {
    server = new MlflowServer();
  }

  @AfterEach
  void stopServer() {
    server.close();
    assertThat(server.violations).as("requests that MLflow does not understand").isEmpty();
  }

  @Override
  protected Registry open() {
    return MlflowRegistry.at(server.location()).cache(directory().resolve("cache")).build();
  }

  @Override
  protected Set<RegistryTrait> unsupported() {
    return Set.of(RegistryTrait.HISTORY, RegistryTrait.COMPARE_AND_SET);
  }
}
