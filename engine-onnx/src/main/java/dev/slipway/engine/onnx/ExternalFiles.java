package dev.slipway.engine.onnx;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.Problem;
import dev.slipway.engine.onnx.OnnxGraph.ExternalData;
import dev.slipway.spi.ModelArtefact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes sure that tensors which are stored in other files stay within their package. */
final class ExternalFiles {

  private static final String EXPECTED =
      ", expected a file of the package, below the model's folder";

  private final Path folder;
  private final Set<Path> files = new LinkedHashSet<>();
  private final Set<Problem> problems = new LinkedHashSet<>();

  private ExternalFiles(Path directory, Path main, Set<String> files) {
    this.folder = directory.resolve(main).resolveSibling("");
    for (String file : files) {
      this.files.add(directory.resolve(file).normalize());
    }
  }

  /**
   * Checks every place that the model names.
   *
   * @return the folder that locations are relative to, null if the model has no external data
   * @throws InvalidPackageException with all that is wrong
   */
  static @Nullable Path check(ModelArtefact artefact, List<ExternalData> data) {
    if (data.isEmpty()) {
      return null;
    }
    Path directory = artefact.directory();
    ExternalFiles external = new ExternalFiles(directory, main(artefact), artefact.files());
    for (ExternalData tensor : data) {
      external.check(tensor);
    }
    if (!external.problems.isEmpty()) {
      throw new InvalidPackageException(
          ErrorCode.INVALID_PACKAGE,
          "Cannot load " + artefact.path(),
          new ArrayList<>(external.problems));
    }
    return external.folder;
  }

  /** Returns the model's own file as the directory has it. */
  private static Path main(ModelArtefact artefact) {
    Path path = Path.of(artefact.path());
    return artefact.files().contains(artefact.path()) ? path : path.getFileName();
  }

  private void check(ExternalData tensor) {
    Path file = file(tensor);
    if (file != null) {
      checkRange(tensor, file);
    }
  }

  private @Nullable Path file(ExternalData tensor) {
    String location = tensor.location();
    String leaves = "its data is in '" + location + "', outside the package" + EXPECTED;
    if (location.isEmpty() || location.matches(".*[\\\\:\\x00].*") || location.startsWith("/")) {
      return problem(tensor, leaves);
    }
    Path file = folder.resolve(location).normalize();
    if (!file.startsWith(folder) || List.of(location.split("/")).contains("..")) {
      return problem(tensor, leaves);
    }
    if (!files.contains(file)) {
      return problem(tensor, "its data is in '" + location + "', which is missing" + EXPECTED);
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || isShared(file)) {
      return problem(tensor, "its data is in '" + location + "', which is a link" + EXPECTED);
    }
    return file;
  }

  /** Returns whether the file has another name somewhere, where the file system can tell. */
  private static boolean isShared(Path file) {
    try {
      return file.getFileSystem().supportedFileAttributeViews().contains("unix")
          && (Integer) Files.getAttribute(file, "unix:nlink") > 1;
    } catch (IOException e) {
      return true;
    }
  }

  private void checkRange(ExternalData tensor, Path file) {
    long size = size(file);
    long offset = number(tensor.offset(), 0);
    long length = number(tensor.length(), Math.max(0, size - offset));
    if (offset < 0 || length < 0 || offset > size || length > size - offset) {
      problem(
          tensor,
          "its data is at offset '%s' with length '%s' of '%s', expected a part of its %d bytes"
              .formatted(tensor.offset(), tensor.length(), tensor.location(), size));
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return -1;
    }
  }

  /** Returns a decimal number, {@code absent} for no text, and -1 for any other text. */
  private static long number(String text, long absent) {
    if (text.isEmpty()) {
      return absent;
    }
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
  }

  private @Nullable Path problem(ExternalData tensor, String fact) {
    problems.add(new Problem("tensor '" + tensor.tensor() + "'", fact));
    return null;
  }
}
