package dev.slipway.core.internal.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The step date-parts")
class DatePartsTest {

  private static final List<String> PARTS =
      List.of("year", "month", "day", "hour", "minute", "weekday", "day-of-year", "week");
  private static final List<String> ZONES =
      List.of(
          "UTC",
          "+05:30",
          "-18:00",
          "Europe/Berlin",
          "America/New_York",
          "Africa/Casablanca",
          "Asia/Kolkata",
          "Australia/Lord_Howe",
          "America/Sao_Paulo",
          "Pacific/Apia",
          "Asia/Tehran",
          "Europe/Dublin");

  @Test
  @DisplayName("gives the parts of a point in time in UTC")
  void partsInUtc() {
    Table table = instants("2023-01-01T23:59:59.999999Z", "1969-12-31T23:59:59Z");
    Table parts = run("UTC", table).on(table);
    assertThat(parts.names()).startsWith("at_year").contains("at_day_of_year");
    assertThat(parts.columns().stream().map(column -> column.longAt(0)))
        .containsExactly(2023L, 1L, 1L, 23L, 59L, 7L, 1L, 52L);
    assertThat(parts.columns().stream().map(column -> column.longAt(1)))
        .containsExactly(1969L, 12L, 31L, 23L, 59L, 3L, 365L, 1L);
  }

  @ParameterizedTest
  @ValueSource(longs = {1900, 2200, 30000, -9999, 260000})
  @DisplayName("agrees with java.time in every zone around a year")
  void agreesWithJavaTime(long year) {
    for (String zone : ZONES) {
      check(zone, new Random(year), (year - 1970) * 31_556_952L, 31_556_952L * 300);
    }
  }

  @Test
  @DisplayName("agrees with java.time on the seconds around every change of an offset")
  void agreesAtTransitions() {
    ZoneId zone = ZoneId.of("Europe/Berlin");
    var change = zone.getRules().nextTransition(Instant.parse("1890-01-01T00:00:00Z"));
    while (change.getInstant().isBefore(Instant.parse("2800-01-01T00:00:00Z"))) {
      check("Europe/Berlin", new Random(1), change.toEpochSecond() - 1, 3);
      change = zone.getRules().nextTransition(change.getInstant());
    }
  }

  @Test
  @DisplayName("serves the ends of the range of datetimes")
  void endsOfRange() {
    Table table = Table.builder().column("at", datetimes(Long.MIN_VALUE, Long.MAX_VALUE)).build();
    Table parts = run("+14:00", table).on(table);
    assertThat(StepRun.values(parts.column("at_year"))).containsExactly(-290308L, 294247L);
  }

  @Test
  @DisplayName("gives nulls for a null")
  void nulls() {
    Table table =
        Table.builder()
            .column("at", Column.ofValues(ElementType.DATETIME, null, Instant.EPOCH))
            .build();
    Table parts = run("Asia/Tokyo", table).on(table);
    assertThat(StepRun.values(parts.column("at_hour"))).containsExactly(null, 9L);
  }

  @Test
  @DisplayName("reports an unknown zone, an unknown part and a wrong column at once")
  void problems() {
    Table table = Table.builder().strings("at", "x").build();
    assertThat(
            StepRun.problems(
                "date-parts",
                Map.of(
                    "column",
                    "at",
                    "parts",
                    List.of("hour", "hours", "hour"),
                    "zone",
                    "Europe/Berlim"),
                table))
        .containsExactly(
            "steps[0].column: column 'at' is STRING, expected datetimes",
            "steps[0].parts: has 'hour' twice, expected it once",
            "steps[0].parts: is 'hours', expected one of year, month, day, hour, minute, weekday,"
                + " day-of-year, week",
            "steps[0].zone: is 'Europe/Berlim', which is not known, expected a zone (the nearest is"
                + " 'Europe/Berlin')");
  }

  private static void check(String zone, Random random, long from, long seconds) {
    long[] micros = random.longs(200, from, from + seconds).map(s -> s * 1_000_000).toArray();
    Table table = Table.builder().column("at", datetimes(micros)).build();
    Table parts = run(zone, table).on(table);
    for (int row = 0; row < micros.length; row++) {
      ZonedDateTime local =
          Instant.EPOCH.plus(micros[row], ChronoUnit.MICROS).atZone(ZoneId.of(zone));
      int place = row;
      assertThat(parts.columns().stream().map(column -> column.longAt(place)))
          .as("%s", local)
          .containsExactly(
              (long) local.getYear(),
              (long) local.getMonthValue(),
              (long) local.getDayOfMonth(),
              (long) local.getHour(),
              (long) local.getMinute(),
              (long) local.getDayOfWeek().getValue(),
              (long) local.get(ChronoField.DAY_OF_YEAR),
              (long) local.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }
  }

  private static StepRun run(String zone, Table table) {
    return StepRun.of("date-parts", Map.of("column", "at", "parts", PARTS, "zone", zone), table);
  }

  private static Table instants(String... texts) {
    Object[] instants = new Object[texts.length];
    for (int i = 0; i < texts.length; i++) {
      instants[i] = Instant.parse(texts[i]);
    }
    return Table.builder().column("at", Column.ofValues(ElementType.DATETIME, instants)).build();
  }

  private static Column datetimes(long... micros) {
    var column = new dev.slipway.ColumnBuffer(ElementType.DATETIME, dev.slipway.Shape.scalar());
    for (long value : micros) {
      column.addLong(value);
    }
    return column;
  }
}
