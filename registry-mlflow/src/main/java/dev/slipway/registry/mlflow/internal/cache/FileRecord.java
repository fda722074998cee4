package dev.slipway.registry.mlflow.internal.cache;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.registry.mlflow.internal.artifacts.Download;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A file that was downloaded whole.
 *
 * @param path from the top of the package
 * @param bytes its size
 * @param sha256 of its content
 * @param modified when it was written, in milliseconds: a file of the same size and time is taken
 *     for unchanged
 */
record FileRecord(String path, long bytes, String sha256, long modified) {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  static FileRecord of(Download.Received received, Path file) throws IOException {
    long modified = Files.getLastModifiedTime(file).toMillis();
    return new FileRecord(received.path(), received.bytes(), received.sha256(), modified);
  }

  String toLine() {
    return MAPPER
        .createObjectNode()
        .put("path", path)
        .put("bytes", bytes)
        .put("sha256", sha256)
        .put("modified", modified)
        .toString();
  }

  /** Reads all lines that are whole; of two for one path the later counts. */
  static SortedMap<String, FileRecord> read(Path list) throws IOException {
    SortedMap<String, FileRecord> records = new TreeMap<>();
    if (Files.exists(list)) {
      String text = new String(Files.readAllBytes(list), StandardCharsets.UTF_8);
      List<String> lines = new ArrayList<>(text.lines().toList());
      if (!text.endsWith("\n") && !lines.isEmpty()) {
        lines.remove(lines.size() - 1);
      }
      for (String line : lines) {
        FileRecord record = parse(line);
        records.put(record.path, record);
      }
    }
    return records;
  }

  private static FileRecord parse(String line) throws IOException {
    JsonNode node = MAPPER.readTree(line);
    FileRecord record =
        new FileRecord(
            node.path("path").asText(),
            node.path("bytes").asLong(-1),
            node.path("sha256").asText(),
            node.path("modified").asLong());
    if (record.path.isEmpty() || record.bytes < 0 || !record.sha256.matches("[0-9a-f]{64}")) {
      throw new IOException("a list of files in the cache is damaged");
    }
    return record;
  }

  /** Returns whether a file has this size, and nobody wrote to it since. */
  boolean seemsUnchanged(Path folder) throws IOException {
    Path file = folder.resolve(path);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return attributes.size() == bytes && attributes.lastModifiedTime().toMillis() == modified;
  }
}
