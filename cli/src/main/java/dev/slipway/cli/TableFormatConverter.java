package dev.slipway.cli;

import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a format by its name. */
final class TableFormatConverter implements ITypeConverter<TableFormat> {

  @Override
  public TableFormat convert(String text) {
    return Arrays.stream(TableFormat.values())
        .filter(format -> format.toString().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'"
                        + text
                        + "' is no format, expected one of "
                        + Arrays.toString(TableFormat.values())));
  }
}
