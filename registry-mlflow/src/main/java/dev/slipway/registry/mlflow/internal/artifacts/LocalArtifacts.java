package dev.slipway.registry.mlflow.internal.artifacts;

import dev.slipway.registry.mlflow.internal.http.Deadline;
import dev.slipway.registry.mlflow.internal.http.TransferException;
import dev.slipway.registry.mlflow.internal.http.TransferException.Kind;
import dev.slipway.registry.mlflow.internal.rest.ListedFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Files on this machine, where the server keeps them too.
 *
 * @param root the folder of the version
 */
record LocalArtifacts(Path root) implements ArtifactSource {

  @Override
  public List<ListedFile> list(String folder, Deadline deadline) throws TransferException {
    List<ListedFile> entries = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(root.resolve(folder))) {
      for (Path file : found) {
        deadline.remaining();
        entries.add(entry(SafePath.child(folder, file.getFileName().toString()), file));
      }
    } catch (TransferException told) {
      throw told;
    } catch (NoSuchFileException missing) {
      throw new TransferException(
          Kind.LOCAL,
          "its files lie in "
              + root
              + " on the server's own disk, which this machine does not have (start the server"
              + " with --serve-artifacts, or mount that folder here)",
          missing);
    } catch (IOException failed) {
      throw new TransferException(Kind.LOCAL, "cannot list " + root.resolve(folder), failed);
    }
    return entries;
  }

  private static ListedFile entry(String path, Path file) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isDirectory() && !attributes.isRegularFile()) {
      throw new TransferException(
          Kind.UNSAFE, path + " is a link or a device, expected a file or a folder", null);
    }
    return new ListedFile(
        path,
        attributes.isDirectory(),
        attributes.isDirectory() ? OptionalLong.empty() : OptionalLong.of(attributes.size()));
  }

  @Override
  public Place place(String path) {
    return new Place.Local(root.resolve(path));
  }
}
