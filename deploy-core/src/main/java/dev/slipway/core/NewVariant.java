package dev.slipway.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model that is to become a variant of a package.
 *
 * @param name what it is to be opened by, of lower-case letters, digits and dashes
 * @param file the name of its file, which ends as its format says
 * @param content the file; not to be changed
 * @param labels by output the texts that it answers indexes of
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record NewVariant(
    String name, String file, byte[] content, Map<String, List<String>> labels) {

  /** Copies the labels. */
  public NewVariant {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    labels.forEach((output, texts) -> copy.put(output, List.copyOf(texts)));
    labels = Collections.unmodifiableMap(copy);
  }

  /** Makes a variant of a package's own model. */
  @FunctionalInterface
  public interface Maker {

    /**
     * Makes the variant.
     *
     * @param source the package, opened with its own model; stays the caller's
     * @return the variant
     * @throws dev.slipway.SlipwayException if it cannot be made
     */
    NewVariant make(ModelPackage source);
  }
}
