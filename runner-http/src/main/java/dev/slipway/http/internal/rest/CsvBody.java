package dev.slipway.http.internal.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.slipway.ElementType;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import dev.slipway.Signature;
import dev.slipway.Table;
import dev.slipway.core.json.JsonTableReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV with a header as records of JSON, so that both are checked alike. A field that is empty
 * and without quotes is null; a tensor with rows of k elements is in the columns {@code name_0} to
 * {@code name_<k-1>}.
 */
final class CsvBody {

  private static final String TASK = "Cannot read CSV";

  private static final CsvFactory CSV =
      CsvFactory.builder()
          .enable(CsvParser.Feature.EMPTY_UNQUOTED_STRING_AS_NULL)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .build();

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private final List<Source> sources = new ArrayList<>();

  /** A field and the columns that it is in. */
  private record Source(Signature.Field field, List<Integer> columns) {}

  private CsvBody() {}

  /**
   * Reads a body.
   *
   * @param inputs fields of the signature; further columns are skipped
   * @throws InvalidInputException with what is wrong, each with a JSON pointer to row and field
   */
  static Table read(byte[] body, List<Signature.Field> inputs) {
    return JsonTableReader.of(inputs).read(records(body, inputs));
  }

  private static byte[] records(byte[] body, List<Signature.Field> inputs) {
    try (CsvParser parser = CSV.createParser(body)) {
      List<@Nullable String> header = row(parser);
      if (header == null) {
        throw refused("is empty, expected a line with the names of columns");
      }
      CsvBody csv = new CsvBody();
      csv.find(header, inputs);
      return JsonBody.of(
          json -> {
            json.writeStartArray();
            for (List<@Nullable String> row = row(parser); row != null; row = row(parser)) {
              if (row.size() != header.size()) {
                throw refused(
                    "line "
                        + parser.currentLocation().getLineNr()
                        + " has "
                        + row.size()
                        + " fields, expected "
                        + header.size());
              }
              csv.write(row, json);
            }
            json.writeEndArray();
          });
    } catch (JsonProcessingException broken) {
      throw refused("is no CSV: " + broken.getOriginalMessage());
    } catch (IOException impossible) {
      throw new IllegalStateException("reading memory cannot fail", impossible);
    }
  }

  private static InvalidInputException refused(String fact) {
    return new InvalidInputException(ErrorCode.INVALID_INPUT, TASK, List.of(new Problem("", fact)));
  }

  private static @Nullable List<@Nullable String> row(CsvParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      return null;
    }
    List<@Nullable String> fields = new ArrayList<>();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      fields.add(t == JsonToken.VALUE_NULL ? null : parser.getText());
    }
    return fields;
  }

  private void find(List<@Nullable String> header, List<Signature.Field> inputs) {
    Set<String> seen = new HashSet<>();
    for (String name : header) {
      if (name != null && !seen.add(name)) {
        throw refused("has the column '" + name + "' twice");
      }
    }
    for (Signature.Field field : inputs) {
      find(header, field).ifPresent(sources::add);
    }
    if (sources.isEmpty()) {
      throw refused("has none of the columns that the model takes, but " + header);
    }
  }

  private static Optional<Source> find(List<@Nullable String> header, Signature.Field field) {
    int whole = header.indexOf(field.name());
    if (whole >= 0) {
      return Optional.of(new Source(field, List.of(whole)));
    }
    List<Integer> parts = new ArrayList<>();
    int place = header.indexOf(field.name() + "_0");
    while (place >= 0) {
      parts.add(place);
      place = header.indexOf(field.name() + "_" + parts.size());
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(new Source(field, parts));
  }

  private void write(List<@Nullable String> row, JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Source source : sources) {
      json.writeFieldName(source.field().name());
      boolean list = source.field().rowShape().rank() > 0;
      if (list) {
        json.writeStartArray();
      }
      for (int column : source.columns()) {
        write(source.field(), row.get(column), json);
      }
      if (list) {
        json.writeEndArray();
      }
    }
    json.writeEndObject();
  }

  /** Writes a value as what its field wants; what it cannot be is a text, which is refused then. */
  private static void write(Signature.Field field, @Nullable String text, JsonGenerator json)
      throws IOException {
    if (text == null) {
      json.writeNull();
    } else if (field.type().isInteger() || field.type().isFloating()) {
      String plain = text.startsWith("+") ? text.substring(1) : text;
      if (NUMBER.matcher(plain).matches()) {
        json.writeRawValue(plain);
      } else {
        writeUnusual(text, json);
      }
    } else if (field.type() == ElementType.BOOL) {
      writeFlag(text, json);
    } else {
      json.writeString(text);
    }
  }

  private static void writeUnusual(String text, JsonGenerator json) throws IOException {
    switch (text.toLowerCase(Locale.ROOT)) {
      case "nan" -> json.writeRawValue("NaN");
      case "inf", "infinity" -> json.writeRawValue("Infinity");
      case "-inf", "-infinity" -> json.writeRawValue("-Infinity");
      default -> json.writeString(text);
    }
  }

  private static void writeFlag(String text, JsonGenerator json) throws IOException {
    switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> json.writeBoolean(true);
      case "false", "0" -> json.writeBoolean(false);
      default -> json.writeString(text);
    }
  }
}
