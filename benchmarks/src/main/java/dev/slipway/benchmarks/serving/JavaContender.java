package dev.slipway.benchmarks.serving;

import java.nio.file.Path;
import java.util.List;

/**
 * A program on this one's class path, with all settings of its JVM as they are by default.
 *
 * @param name see {@link Contender}
 * @param main its class, which takes the folder of the model's files and a port
 */
public record JavaContender(String name, Class<?> main) implements Contender {

  @Override
  public List<String> command(Path folder, int port) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        main.getName(),
        folder.toString(),
        Integer.toString(port));
  }
}
