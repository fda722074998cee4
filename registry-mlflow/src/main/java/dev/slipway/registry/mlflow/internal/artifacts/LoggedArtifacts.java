package dev.slipway.registry.mlflow.internal.artifacts;

import dev.slipway.registry.mlflow.internal.http.Deadline;
import dev.slipway.registry.mlflow.internal.http.Request;
import dev.slipway.registry.mlflow.internal.http.TransferException;
import dev.slipway.registry.mlflow.internal.rest.ArtifactApi;
import dev.slipway.registry.mlflow.internal.rest.ListedFile;
import java.io.InterruptedIOException;
import java.util.List;

/**
 * Files of a logged model of MLflow 3, which the server reads wherever they lie.
 *
 * @param api asks the server
 * @param id of the model
 */
record LoggedArtifacts(ArtifactApi api, String id) implements ArtifactSource {

  @Override
  public List<ListedFile> list(String folder, Deadline deadline)
      throws TransferException, InterruptedIOException {
    List<ListedFile> entries = api.listLogged(id, folder, deadline);
    for (ListedFile entry : entries) {
      SafePath.check(entry.path());
      String parent = folder.isEmpty() ? "" : folder + "/";
      SafePath.child(
          folder,
          entry.path().startsWith(parent)
              ? entry.path().substring(parent.length())
              : "../" + entry.path());
    }
    return entries;
  }

  @Override
  public Place place(String path) {
    return new Place.Remote(Request.get(api.loggedFile(id, path)).toAnyHost());
  }
}
