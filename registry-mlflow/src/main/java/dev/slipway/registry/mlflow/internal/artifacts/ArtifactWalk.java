package dev.slipway.registry.mlflow.internal.artifacts;

import dev.slipway.registry.mlflow.internal.http.Deadline;
import dev.slipway.registry.mlflow.internal.http.TransferException;
import dev.slipway.registry.mlflow.internal.http.TransferException.Kind;
import dev.slipway.registry.mlflow.internal.rest.ListedFile;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Lists all files of a version, folder by folder, within limits. */
public final class ArtifactWalk {

  /** Written by MLflow beside a download; says who was asked, and is not part of a package. */
  private static final String REGISTRY_META = "registered_model_meta";

  private final ArtifactSource source;
  private final DownloadLimits limits;
  private final SafePath names = new SafePath();
  private final List<ListedFile> files = new ArrayList<>();
  private int folders;
  private long bytes;

  private ArtifactWalk(ArtifactSource source, DownloadLimits limits) {
    this.source = source;
    this.limits = limits;
  }

  /**
   * Lists all files.
   *
   * @param source where they are
   * @param limits how many and how large they may be
   * @param deadline when it must be over
   * @return at least one file, by checked paths
   * @throws TransferException if there are none, too many, or unsafe ones
   * @throws InterruptedIOException if the thread was interrupted; it still is
   */
  public static List<ListedFile> of(ArtifactSource source, DownloadLimits limits, Deadline deadline)
      throws TransferException, InterruptedIOException {
    ArtifactWalk walk = new ArtifactWalk(source, limits);
    walk.run(deadline);
    return walk.files;
  }

  private void run(Deadline deadline) throws TransferException, InterruptedIOException {
    Deque<String> open = new ArrayDeque<>(List.of(""));
    while (!open.isEmpty()) {
      String folder = open.remove();
      for (ListedFile entry : source.list(folder, deadline)) {
        if (entry.path().split("/").length > limits.depth()) {
          throw above("lie deeper than " + limits.depth() + " folders");
        }
        if (entry.isFolder()) {
          addFolder(entry.path(), open);
        } else if (!entry.path().equals(REGISTRY_META)) {
          addFile(entry);
        }
      }
    }
    if (files.isEmpty()) {
      throw new TransferException(
          Kind.UNSAFE, "there are no files where the registry says that they are", null);
    }
  }

  private void addFolder(String path, Deque<String> open) throws TransferException {
    if (++folders > limits.files()) {
      throw above("lie in more than " + limits.files() + " folders");
    }
    open.add(path);
  }

  private void addFile(ListedFile file) throws TransferException {
    names.addFile(file.path());
    files.add(file);
    if (files.size() > limits.files()) {
      throw above("are more than " + limits.files());
    }
    bytes = Math.addExact(bytes, Math.min(file.bytes().orElse(0), Long.MAX_VALUE / 20_000));
    if (bytes > limits.bytes()) {
      throw above("have more than " + limits.bytes() + " bytes");
    }
  }

  private static TransferException above(String fact) {
    return new TransferException(
        Kind.UNSAFE, "its files " + fact + ", which is above the limit (raise the limit)", null);
  }
}
