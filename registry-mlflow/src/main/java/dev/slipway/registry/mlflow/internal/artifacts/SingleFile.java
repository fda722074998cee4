package dev.slipway.registry.mlflow.internal.artifacts;

import dev.slipway.registry.mlflow.internal.http.Deadline;
import dev.slipway.registry.mlflow.internal.http.Request;
import dev.slipway.registry.mlflow.internal.rest.ListedFile;
import java.net.URI;
import java.util.List;
import java.util.OptionalLong;

/**
 * One file behind an address: a model file or a zip.
 *
 * @param address of the file
 * @param name of the file, checked
 */
record SingleFile(URI address, String name) implements ArtifactSource {

  @Override
  public List<ListedFile> list(String folder, Deadline deadline) {
    return List.of(new ListedFile(name, false, OptionalLong.empty()));
  }

  @Override
  public Place place(String path) {
    return new Place.Remote(Request.get(address).toAnyHost());
  }
}
