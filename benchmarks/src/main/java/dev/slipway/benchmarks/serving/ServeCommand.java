package dev.slipway.benchmarks.serving;

import dev.slipway.benchmarks.harness.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command {@code serve}, as users start it.
 *
 * @param name see {@link Contender}
 * @param launcher what starts the command
 * @param environment see {@link Contender}
 */
public record ServeCommand(String name, List<String> launcher, Map<String, String> environment)
    implements Contender {

  /**
   * Returns this repository's launcher, which is built if it must be.
   *
   * @param name see {@link Contender}
   * @return the command, with the archive of classes that a build makes
   */
  public static ServeCommand ofLauncher(String name) {
    String java = System.getProperty("java.home");
    return new ServeCommand(
        name, List.of(Repository.root().resolve("slipway").toString()), Map.of("JAVA_HOME", java));
  }

  /**
   * Returns this repository's launcher with the archive of classes that the JDK brings in the place
   * of its own.
   *
   * @param name see {@link Contender}
   * @return the command
   */
  public static ServeCommand withoutArchive(String name) {
    String java = System.getProperty("java.home");
    String option = "-XX:SharedArchiveFile=" + Path.of(java, "lib", "server", "classes.jsa");
    return new ServeCommand(
        name, ofLauncher(name).launcher, Map.of("JAVA_HOME", java, "SLIPWAY_JAVA_OPTS", option));
  }

  @Override
  public void prepare(Path folder) throws Exception {
    // The first start builds the command and may take a minute; --check ends when it is ready.
    List<String> check = new ArrayList<>(launcher);
    check.addAll(List.of("serve", "--check", "--model", ServedModel.typed(folder)));
    Programs.run(check, folder, environment);
  }

  @Override
  public List<String> command(Path folder, int port) {
    List<String> command = new ArrayList<>(launcher);
    command.addAll(
        List.of("serve", "--model", ServedModel.typed(folder), "--port", Integer.toString(port)));
    return command;
  }
}
