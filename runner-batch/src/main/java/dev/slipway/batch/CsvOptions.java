package dev.slipway.batch;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * How a CSV stands in a file, beyond what RFC 4180 says of all.
 *
 * @param delimiter what stands between fields: an ASCII character
 * @param encoding of the bytes that are read; what is written is always UTF-8
 * @param nullText a field of exactly this text and without quotes is no value, as an empty one is;
 *     the empty text for nothing further
 */
public record CsvOptions(char delimiter, Charset encoding, String nullText) {

  private static final CsvOptions DEFAULTS = new CsvOptions(',', StandardCharsets.UTF_8, "");

  /**
   * Checks the values.
   *
   * @param delimiter see the record
   * @param encoding see the record
   * @param nullText see the record
   * @throws IllegalArgumentException if the delimiter is a quote, a line end or not ASCII, or the
   *     text for null has one of these or a delimiter
   */
  public CsvOptions {
    Objects.requireNonNull(encoding, "encoding");
    Objects.requireNonNull(nullText, "nullText");
    if (delimiter == '"' || delimiter == '\n' || delimiter == '\r' || delimiter > 0x7e) {
      throw new IllegalArgumentException(
          "a delimiter must be an ASCII character, and no quote and no line end, but was '"
              + delimiter
              + "'");
    }
    char separator = delimiter;
    if (nullText.chars().anyMatch(c -> c == separator || c == '"' || c == '\n' || c == '\r')) {
      throw new IllegalArgumentException(
          "a text for null must stand in a field without quotes, but was '" + nullText + "'");
    }
  }

  /**
   * Returns commas, UTF-8, and no text for null.
   *
   * @return the defaults
   */
  public static CsvOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Returns these options with another delimiter.
   *
   * @param character what stands between fields
   * @return new options
   */
  public CsvOptions withDelimiter(char character) {
    return new CsvOptions(character, encoding, nullText);
  }

  /**
   * Returns these options with another encoding of what is read.
   *
   * @param charset as UTF-8, ISO-8859-1, windows-1252 or UTF-16
   * @return new options
   */
  public CsvOptions withEncoding(Charset charset) {
    return new CsvOptions(delimiter, charset, nullText);
  }

  /**
   * Returns these options with a text for null.
   *
   * @param text as {@code NULL} or {@code \N}
   * @return new options
   */
  public CsvOptions withNullText(String text) {
    return new CsvOptions(delimiter, encoding, text);
  }
}
