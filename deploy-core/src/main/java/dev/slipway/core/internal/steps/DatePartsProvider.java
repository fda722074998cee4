package dev.slipway.core.internal.steps;

import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.spi.NearestWord;
import dev.slipway.spi.Step;
import dev.slipway.spi.StepDefinition;
import dev.slipway.spi.StepProvider;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Makes the step {@code date-parts}. Stateless. */
public final class DatePartsProvider implements StepProvider {

  @Override
  public String type() {
    return "date-parts";
  }

  @Override
  public Step create(StepDefinition definition, Map<String, Signature.Field> before) {
    StepSettings settings = new StepSettings(definition, before);
    List<String> columns = settings.columns(Accepted.DATETIMES);
    List<DatePart> parts = new ArrayList<>();
    for (Object part : settings.distinct("parts")) {
      parts.add(settings.choice("parts", String.valueOf(part), DatePart.YEAR));
    }
    ZoneId zone = zone(definition);
    List<Signature.Field> outputs =
        StepSettings.fields(
            settings.into(names(columns, parts)), ElementType.INT64, Shape.scalar());
    return settings.sound()
        ? new DatePartsStep(columns, outputs, parts, ZoneOffsets.of(zone))
        : new UnusableStep(outputs);
  }

  private static List<String> names(List<String> columns, List<DatePart> parts) {
    List<String> names = new ArrayList<>();
    for (String column : columns) {
      for (DatePart part : parts) {
        names.add(column + "_" + StepSettings.kebab(part).replace('-', '_'));
      }
    }
    return names;
  }

  private static ZoneId zone(StepDefinition definition) {
    String zone = definition.text("zone", "UTC");
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException unknown) {
      String nearest =
          NearestWord.of(zone, new TreeSet<>(ZoneId.getAvailableZoneIds())).orElse("UTC");
      definition.problem(
          "zone",
          "is '"
              + zone
              + "', which is not known, expected a zone (the nearest is '"
              + nearest
              + "')");
      return ZoneOffset.UTC;
    }
  }
}
