package dev.slipway.registry.mlflow.internal.cache;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Which content a version has.
 *
 * @param version what the registry said of it, as JSON
 * @param digest of the package
 * @param content what tells the content from any other
 * @param root the package within the content's folder: empty, or its only file
 * @param bytes of all files
 * @param fetched when it was downloaded
 */
public record CachedVersion(
    String version, String digest, String content, String root, long bytes, Instant fetched) {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String DIGEST = "[0-9a-f]{64}";

  String toJson() throws IOException {
    return MAPPER
        .createObjectNode()
        .put("digest", digest)
        .put("content", content)
        .put("root", root)
        .put("bytes", bytes)
        .put("fetched", fetched.toString())
        .set("version", MAPPER.readTree(version))
        .toString();
  }

  /**
   * Returns the name that the registry gave the version.
   *
   * @return empty if it gave none
   */
  public String name() {
    try {
      return MAPPER.readTree(version).path("name").asText("");
    } catch (IOException damaged) {
      return "";
    }
  }

  /** Reads one; a file that is damaged counts as none. */
  static Optional<CachedVersion> read(Path file) {
    try {
      JsonNode node = MAPPER.readTree(Files.readString(file, StandardCharsets.UTF_8));
      CachedVersion version =
          new CachedVersion(
              node.path("version").toString(),
              node.path("digest").asText(),
              node.path("content").asText(),
              node.path("root").asText(),
              node.path("bytes").asLong(),
              Instant.parse(node.path("fetched").asText()));
      boolean sound = version.digest.matches(DIGEST) && version.content.matches(DIGEST);
      return sound ? Optional.of(version) : Optional.empty();
    } catch (IOException | DateTimeException noneOrDamaged) {
      return Optional.empty();
    }
  }
}
