package dev.slipway.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The files of the kit. */
final class Resources {

  private Resources() {}

  static byte[] read(String name) {
    try (InputStream stream = Resources.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalArgumentException("the kit has no file " + name);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean exists(String name) {
    return Resources.class.getResource(name) != null;
  }
}
