package dev.slipway.cli;

import dev.slipway.Parity;
import dev.slipway.Signature;
import dev.slipway.Table;
import dev.slipway.convert.Target;
import dev.slipway.convert.VariantMaker;
import dev.slipway.core.ParityMeasurement;
import dev.slipway.core.RowSettings;
import dev.slipway.core.VariantBuilder;
import dev.slipway.core.VariantsReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of the conversion. Not thread-safe. */
final class ConvertRun {

  private final Console console;
  private final Path source;
  private final List<VariantMaker> makers = new ArrayList<>();
  private RowSettings settings = RowSettings.defaults();
  private @Nullable String records;
  private @Nullable String parity;

  ConvertRun(Console console, Path source, List<String> targets) {
    this.console = console;
    this.source = source;
    targets.forEach(target -> makers.add(new VariantMaker(target(target))));
  }

  private static Target target(String name) {
    Optional<Target> target = Target.of(name);
    List<String> known = Arrays.stream(Target.values()).map(Target::id).toList();
    return target.orElseThrow(
        () ->
            ConvertCommand.usage(
                "Cannot convert to '%s', expected one of %s"
                    .formatted(name, String.join(", ", known))));
  }

  void rows(@Nullable Integer count, long seed, @Nullable String file) {
    settings = settings.withSeed(seed);
    settings = count == null ? settings : settings.withRows(count);
    settings = file == null ? settings : settings.withRecords(this::read);
    records = file;
  }

  void parity(@Nullable String wanted) {
    parity = wanted;
  }

  void execute(@Nullable Path output, boolean json) {
    VariantBuilder builder = new VariantBuilder(ParityMeasurement.builder().rows(settings).build());
    builder = parity == null ? builder : accepting(builder, parity);
    try {
      VariantsReport report =
          output == null ? builder.inPlace(source, makers) : builder.write(source, output, makers);
      console.text(json ? ConvertJson.of(report) + "\n" : ConvertText.of(report));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static VariantBuilder accepting(VariantBuilder builder, String wanted) {
    int colon = wanted.indexOf(':');
    String name = colon < 0 ? wanted : wanted.substring(0, colon);
    Parity.Level level = level(name);
    if (colon < 0) {
      return builder.accepting(level);
    }
    if (level == Parity.Level.EXACT) {
      throw ConvertCommand.usage("Cannot use parity " + wanted + ": exact has no numbers");
    }
    double absolute = 0;
    double relative = 0;
    double agreement = 1;
    for (String pair : wanted.substring(colon + 1).split(",", -1)) {
      double number = number(pair);
      switch (pair.substring(0, Math.max(0, pair.indexOf('=')))) {
        case "absolute" -> absolute = number;
        case "relative" -> relative = number;
        case "label-agreement" -> agreement = number;
        default ->
            throw ConvertCommand.usage(
                "Cannot use parity '%s', expected absolute, relative or label-agreement"
                    .formatted(pair));
      }
    }
    if (absolute + relative == 0 || agreement > 1) {
      throw ConvertCommand.usage(
          "Cannot use parity %s, expected absolute or relative above 0 and label-agreement up to 1"
              .formatted(wanted));
    }
    return builder.accepting(new Parity(level, absolute, relative, agreement));
  }

  private static Parity.Level level(String name) {
    return Arrays.stream(Parity.Level.values())
        .filter(level -> Names.of(level).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ConvertCommand.usage(
                    "'" + name + "' is no parity, expected exact, tolerance or metric"));
  }

  private static double number(String pair) {
    try {
      double number = Double.parseDouble(pair.substring(pair.indexOf('=') + 1));
      if (number >= 0 && Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException noNumber) {
      // told below, with all else that is no number
    }
    throw ConvertCommand.usage(
        "Cannot use parity '" + pair + "', expected a number of at least 0, as in absolute=0.05");
  }

  private Table read(Signature signature) {
    String file = String.valueOf(records);
    try (TableSource rowsOfFile = TableSource.open(file, null, null, console)) {
      return rowsOfFile.read(signature);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
