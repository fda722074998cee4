package dev.slipway.registry.mlflow;

import dev.slipway.SlipwayException;
import dev.slipway.core.ModelPackage;
import dev.slipway.lifecycle.ModelUri;
import dev.slipway.spi.ModelResolver.Resolved;
import java.nio.file.Path;
import java.time.Duration;

/** Fetches a version in a process of its own. */
final class PullMain {

  private PullMain() {}

  /** Arguments are the registry, the cache and the URI; prints the digest, or the error. */
  public static void main(String[] arguments) {
    MlflowRegistry registry =
        MlflowRegistry.at(arguments[0])
            .cache(Path.of(arguments[1]))
            .retries(new MlflowRetries(2, Duration.ofMillis(1), Duration.ofMillis(1)))
            .build();
    try {
      Resolved resolved = registry.fetch(registry.find(ModelUri.parse(arguments[2])));
      System.out.println(ModelPackage.digest(resolved.location()));
    } catch (SlipwayException failed) {
      System.out.println(failed.code() + " " + failed.getMessage());
      System.exit(3);
    }
  }
}
