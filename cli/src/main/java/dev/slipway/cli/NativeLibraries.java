package dev.slipway.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Takes native libraries out of their jars, once, so that no start has to: those of this platform
 * go into a folder, which is made only if there are any; those of others are dropped. Run by the
 * launcher when it builds.
 */
final class NativeLibraries {

  private static final Pattern NATIVE =
      Pattern.compile(".*(\\.so|\\.dylib|\\.dll|\\.lib|\\.jnilib|\\.so_[a-z0-9_]+)(\\.dSYM/.*)?");
  private static final Pattern JARS = Pattern.compile("(onnxruntime|duckdb_jdbc)-[0-9].*\\.jar");

  private final Path target;
  private final String system;
  private final String processor;

  private NativeLibraries(Path target) {
    this.target = target;
    this.system = system(System.getProperty("os.name", ""));
    this.processor = processor(System.getProperty("os.arch", ""));
  }

  /**
   * Unpacks.
   *
   * @param arguments the folder of the jars, and the folder for the libraries
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] arguments) throws IOException {
    NativeLibraries libraries = new NativeLibraries(Path.of(arguments[1]));
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(arguments[0]), "*.jar")) {
      for (Path jar : jars) {
        if (JARS.matcher(jar.getFileName().toString()).matches()) {
          libraries.unpack(jar);
        }
      }
    }
  }

  private static String system(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith("mac") ? "(osx|macos)" : lower.startsWith("win") ? "win.*" : "linux";
  }

  private static String processor(String name) {
    return switch (name) {
      case "amd64", "x86_64" -> "(x64|amd64)";
      case "aarch64", "arm64" -> "(aarch64|arm64)";
      default -> Pattern.quote(name);
    };
  }

  private void unpack(Path jar) throws IOException {
    Path slim = jar.resolveSibling(jar.getFileName() + ".slim");
    try (ZipFile source = new ZipFile(jar.toFile());
        ZipOutputStream kept = new ZipOutputStream(Files.newOutputStream(slim))) {
      for (ZipEntry entry : source.stream().toList()) {
        try (InputStream content = source.getInputStream(entry)) {
          place(entry, content, kept);
        }
      }
    }
    Files.move(slim, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private void place(ZipEntry entry, InputStream content, ZipOutputStream kept) throws IOException {
    String name = entry.getName();
    if (!NATIVE.matcher(name).matches()) {
      kept.putNextEntry(new ZipEntry(name));
      content.transferTo(kept);
      kept.closeEntry();
    } else if (isOfThisPlatform(name) && !name.contains(".dSYM")) {
      Files.createDirectories(target);
      try (OutputStream file = Files.newOutputStream(target.resolve(libraryName(name)))) {
        content.transferTo(file);
      }
    }
  }

  private boolean isOfThisPlatform(String name) {
    return name.matches(".*" + system + "[-_]" + processor + "(/.*)?");
  }

  /** DuckDB's library is named after its platform, which the loader of Java does not look for. */
  private static String libraryName(String name) {
    String file = name.substring(name.lastIndexOf('/') + 1);
    int platform = file.indexOf(".so_");
    return platform < 0 ? file : System.mapLibraryName(file.substring(3, platform));
  }
}
