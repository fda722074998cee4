package dev.slipway.registry.mlflow.internal.artifacts;

import dev.slipway.registry.mlflow.internal.http.Deadline;
import dev.slipway.registry.mlflow.internal.http.Request;
import dev.slipway.registry.mlflow.internal.http.TransferException;
import dev.slipway.registry.mlflow.internal.rest.ListedFile;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;

/** Where the files of one version lie. Thread-safe. */
public interface ArtifactSource {

  /**
   * Lists a folder.
   *
   * @param folder its path from the top, empty for the top itself
   * @param deadline when it must be over
   * @return its entries, by checked paths from the top
   * @throws TransferException if it cannot be listed, or an entry is unsafe
   * @throws InterruptedIOException if the thread was interrupted; it still is
   */
  List<ListedFile> list(String folder, Deadline deadline)
      throws TransferException, InterruptedIOException;

  /**
   * Returns where one file is.
   *
   * @param path from the top, one that {@link #list} gave
   * @return the place
   */
  Place place(String path);

  /** Where a file is. */
  sealed interface Place {
    /**
     * Behind an address.
     *
     * @param request what gets it
     */
    record Remote(Request request) implements Place {}

    /**
     * On this machine.
     *
     * @param path the file
     */
    record Local(Path path) implements Place {}
  }
}
