package dev.slipway.lifecycle.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The places of a registry's files. */
final class RegistryFolder {

  /** What tells that a folder is a registry, and of which format. */
  static final String MARK = "registry.json";

  private static final String CONTENT = "{\"v\":" + LogEntry.FORMAT + "}\n";

  private final Path root;

  RegistryFolder(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  Path lock() {
    return root.resolve("lock");
  }

  Path models() {
    return root.resolve("models");
  }

  Path model(String name) {
    return models().resolve(name);
  }

  Path packages() {
    return root.resolve("packages");
  }

  Path staging() {
    return root.resolve("staging");
  }

  Path collections() {
    return root.resolve("collections");
  }

  /**
   * Returns whether there is a registry.
   *
   * @throws IOException if there is something else, or a registry of a newer format
   */
  boolean exists() throws IOException {
    byte[] mark;
    try {
      mark = Files.readAllBytes(root.resolve(MARK));
    } catch (NoSuchFileException none) {
      checkEmpty();
      return false;
    }
    JsonObject content;
    try {
      content = JsonObject.read(mark);
    } catch (IOException damaged) {
      throw new IOException(root.resolve(MARK) + " is damaged: it is no JSON object", damaged);
    }
    if (content.integer("v") != LogEntry.FORMAT) {
      throw new NewerFormat("it is", content.integer("v"), content.optionalText("needs"));
    }
    return true;
  }

  private void checkEmpty() throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> entries = Files.list(root)) {
      // A registry that is being made at this moment, or whose maker died, has these.
      List<String> others =
          entries
              .map(entry -> entry.getFileName().toString())
              .filter(name -> !name.startsWith(MARK) && !name.equals("lock"))
              .sorted()
              .toList();
      if (!others.isEmpty()) {
        throw new IOException(
            "it has "
                + others.get(0)
                + " and no "
                + MARK
                + ", expected a registry or an empty folder");
      }
    } catch (NotDirectoryException file) {
      throw new IOException("it is a file, expected a folder", file);
    }
  }

  /** Makes the registry if there is none; several may do so at once. */
  void create() throws IOException {
    if (exists()) {
      return;
    }
    Files.createDirectories(root);
    Path fresh = root.resolve(MARK + "." + UUID.randomUUID());
    try {
      DurableFiles.replace(root.resolve(MARK), fresh, CONTENT.getBytes(US_ASCII));
    } finally {
      Files.deleteIfExists(fresh);
    }
    DurableFiles.sync(root);
  }

  /** Makes one of the registry's folders. */
  Path made(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      DurableFiles.sync(folder.resolveSibling(""));
    }
    return folder;
  }
}
