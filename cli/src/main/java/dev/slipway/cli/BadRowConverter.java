package dev.slipway.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what bad rows do. */
final class BadRowConverter implements ITypeConverter<BadRows> {

  @Override
  public BadRows convert(String text) {
    return switch (text) {
      case "reject" -> BadRows.REJECT;
      case "fail" -> BadRows.FAIL;
      default -> throw new TypeConversionException("'" + text + "' is neither fail nor reject");
    };
  }
}
