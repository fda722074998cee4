package dev.slipway.registry.mlflow.internal.rest;

import dev.slipway.registry.mlflow.internal.http.Deadline;
import dev.slipway.registry.mlflow.internal.http.Request;
import dev.slipway.registry.mlflow.internal.http.TransferException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The endpoints for files: those that the server hands through, and those of logged models. */
public final class ArtifactApi {

  /** What stands between the server's address and the path of a file that it hands through. */
  public static final String PROXY = "/mlflow-artifacts/artifacts";

  private final RestClient client;

  /**
   * Takes a client.
   *
   * @param client asks the server
   */
  public ArtifactApi(RestClient client) {
    this.client = client;
  }

  /**
   * Returns where the server hands files through.
   *
   * @return an address without a slash at the end
   */
  public URI proxy() {
    return client.api(PROXY).uri();
  }

  /** Lists a folder behind an address such as {@link #proxy}; the entries' names only. */
  public List<ListedFile> list(URI proxy, String folder, Deadline deadline)
      throws TransferException, InterruptedIOException {
    return files(client.get(new Address(proxy, "").with("path", folder), deadline));
  }

  /** Returns the address of a file behind one such as {@link #proxy}. */
  public URI file(URI proxy, String path) {
    return new Address(proxy, "").path(path).uri();
  }

  /** Stores a file. */
  public void upload(String path, Path file, Deadline deadline)
      throws TransferException, InterruptedIOException {
    client.ask(Request.put(file(proxy(), path), file), deadline);
  }

  /** Lists a folder of a logged model; the entries' paths from its top. */
  public List<ListedFile> listLogged(String id, String folder, Deadline deadline)
      throws TransferException, InterruptedIOException {
    List<ListedFile> found = new ArrayList<>();
    client.pages(
        () -> {
          Address first = client.api("/mlflow/logged-models").path(id + "/artifacts/directories");
          return folder.isEmpty() ? first : first.with("artifact_directory_path", folder);
        },
        page -> found.addAll(files(page)),
        deadline);
    return found;
  }

  /** Returns the address of a file of a logged model, which the server reads wherever it lies. */
  public URI loggedFile(String id, String path) {
    return client
        .address("/ajax-api/2.0/mlflow/logged-models")
        .path(id + "/artifacts/files")
        .with("artifact_file_path", path)
        .uri();
  }

  private static List<ListedFile> files(Fields page) throws TransferException {
    List<ListedFile> found = new ArrayList<>();
    for (Fields file : page.objects("files")) {
      found.add(ListedFile.of(file));
    }
    return found;
  }
}
