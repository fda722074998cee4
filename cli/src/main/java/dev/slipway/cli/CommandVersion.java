package dev.slipway.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of this build, and the Java it runs on. */
final class CommandVersion implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    return new String[] {
      "slipway " + number(), "Java " + Runtime.version() + ", " + platform(),
    };
  }

  private static String number() throws IOException {
    Properties properties = new Properties();
    try (InputStream resource = CommandVersion.class.getResourceAsStream("version.properties")) {
      properties.load(Objects.requireNonNull(resource, "version.properties"));
    }
    return properties.getProperty("version", "of no known version");
  }

  private static String platform() {
    return System.getProperty("os.name") + " " + System.getProperty("os.arch");
  }
}
