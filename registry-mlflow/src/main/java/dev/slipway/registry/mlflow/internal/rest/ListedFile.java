package dev.slipway.registry.mlflow.internal.rest;

import dev.slipway.registry.mlflow.internal.http.TransferException;
import java.util.OptionalLong;

/**
 * An entry of a listing of artefacts.
 *
 * @param path as the server writes it, not yet known to be safe
 * @param isFolder whether it is a folder
 * @param bytes the size of a file, if the server says it
 */
public record ListedFile(String path, boolean isFolder, OptionalLong bytes) {

  static ListedFile of(Fields fields) throws TransferException {
    long size = fields.integer("file_size");
    boolean said = fields.node().hasNonNull("file_size");
    if (size < 0) {
      throw Fields.bad("has " + fields.path() + ".file_size " + size + ", expected 0 or more");
    }
    return new ListedFile(
        fields.requiredText("path"),
        fields.flag("is_dir"),
        said ? OptionalLong.of(size) : OptionalLong.empty());
  }
}
