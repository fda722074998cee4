package dev.slipway.convert;

import java.util.List;
import java.util.Map;

/**
 * A model that was converted.
 *
 * @param bytes the file; the caller's
 * @param labels by output the texts that the model answers indexes of
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record ConvertedModel(byte[] bytes, Map<String, List<String>> labels) {}
