package dev.slipway.batch.internal.input;

import dev.slipway.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A row without an answer.
 *
 * @param fileIndex the place of its file among the files, from 0
 * @param file the name of its file
 * @param row its place in the file, from 0
 * @param line the line on which it starts, from 1; null for a file without lines
 * @param column the name of the column that it is about, empty for the row as a whole
 * @param code a stable code of the reason
 * @param reason all that is wrong with it
 */
public record RejectedRow(
    int fileIndex,
    String file,
    long row,
    @Nullable Long line,
    String column,
    ErrorCode code,
    String reason) {}
