package dev.slipway.tck.registry;

import dev.slipway.lifecycle.Registries;
import dev.slipway.lifecycle.Registry;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The registry in a folder")
class FileRegistryContractTest extends RegistryContract {

  @Override
  protected Registry open() {
    return Registries.discover().open("file:" + directory().resolve("registry"));
  }
}
