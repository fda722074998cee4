package dev.slipway.cli;

import dev.slipway.batch.FileFormat;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a format of batch jobs by its name. */
final class BatchFormatConverter implements ITypeConverter<FileFormat> {

  @Override
  public FileFormat convert(String text) {
    return Arrays.stream(FileFormat.values())
        .filter(format -> format.toString().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'"
                        + text
                        + "' is no format of batch jobs, expected one of "
                        + Arrays.toString(FileFormat.values())
                        + (text.equalsIgnoreCase("json")
                            ? " (a JSON document is answered by 'predict')"
                            : "")));
  }
}
