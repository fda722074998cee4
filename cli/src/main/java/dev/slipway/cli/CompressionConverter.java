package dev.slipway.cli;

import dev.slipway.batch.Compression;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a codec by its name. */
final class CompressionConverter implements ITypeConverter<Compression> {

  @Override
  public Compression convert(String text) {
    return Arrays.stream(Compression.values())
        .filter(codec -> codec.toString().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'"
                        + text
                        + "' is no codec, expected one of "
                        + Arrays.toString(Compression.values())));
  }
}
