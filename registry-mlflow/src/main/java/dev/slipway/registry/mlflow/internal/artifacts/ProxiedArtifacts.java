package dev.slipway.registry.mlflow.internal.artifacts;

import dev.slipway.registry.mlflow.internal.http.Deadline;
import dev.slipway.registry.mlflow.internal.http.Request;
import dev.slipway.registry.mlflow.internal.http.TransferException;
import dev.slipway.registry.mlflow.internal.rest.ArtifactApi;
import dev.slipway.registry.mlflow.internal.rest.ListedFile;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Files that an MLflow server hands through.
 *
 * @param api asks the server
 * @param proxy the address behind which it hands files through
 * @param root the folder of the version there
 */
record ProxiedArtifacts(ArtifactApi api, URI proxy, String root) implements ArtifactSource {

  @Override
  public List<ListedFile> list(String folder, Deadline deadline)
      throws TransferException, InterruptedIOException {
    List<ListedFile> entries = new ArrayList<>();
    for (ListedFile entry : api.list(proxy, under(folder), deadline)) {
      String path = SafePath.child(folder, entry.path());
      entries.add(new ListedFile(path, entry.isFolder(), entry.bytes()));
    }
    return entries;
  }

  @Override
  public Place place(String path) {
    return new Place.Remote(Request.get(api.file(proxy, under(path))).toAnyHost());
  }

  private String under(String path) {
    return path.isEmpty() ? root : root.isEmpty() ? path : root + "/" + path;
  }
}
