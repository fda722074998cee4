package dev.slipway.cli;

import dev.slipway.Parity;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a parity level by its name. */
final class ParityLevelConverter implements ITypeConverter<Parity.Level> {

  @Override
  public Parity.Level convert(String text) {
    return Arrays.stream(Parity.Level.values())
        .filter(level -> Names.of(level).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + text + "' is no parity, expected exact, tolerance or metric"));
  }
}
