package dev.slipway.batch.internal.database;

import java.nio.file.Path;

/**
 * What a database may use.
 *
 * @param threads how many threads run a statement, the calling one among them
 * @param memoryBytes what DuckDB may keep in memory, beyond the Java heap
 * @param spillDirectory where it puts what does not fit; made when it is needed
 */
public record DatabaseSettings(int threads, long memoryBytes, Path spillDirectory) {}
