package dev.slipway.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads whether bad rows are rejected. */
final class BadRowConverter implements ITypeConverter<Boolean> {

  @Override
  public Boolean convert(String text) {
    return switch (text) {
      case "reject" -> true;
      case "fail" -> false;
      default -> throw new TypeConversionException("'" + text + "' is neither fail nor reject");
    };
  }
}
