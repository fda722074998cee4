package dev.slipway.spi;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Set;

/**
 * One engine's files in a package. What is read through this interface is what was verified, also
 * if the package changes on disk meanwhile.
 */
public interface ModelArtefact {

  /**
   * Returns the format of the artefact.
   *
   * @return what engines are chosen by
   */
  ModelFormat format();

  /**
   * Returns the path of the main file in the package, for messages.
   *
   * @return relative, with forward slashes
   */
  String path();

  /**
   * Returns the main file.
   *
   * @return its bytes, read-only, from position 0 to the limit; a new view at each call, valid
   *     until the package is closed
   */
  ByteBuffer content();

  /**
   * Returns the paths of all files that belong to this artefact.
   *
   * @return relative to {@link #directory()}, with forward slashes; the main file is one of them
   */
  Set<String> files();

  /**
   * Returns a private directory with verified copies of the artefact's files, for engines that must
   * read files by path. Made at the first call.
   *
   * @return an absolute path, readable by this user only; removed when the package is closed
   */
  Path directory();
}
