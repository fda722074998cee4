package dev.slipway.cli;

import dev.slipway.batch.CsvOptions;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say how a CSV stands in a file. */
final class CsvOption {

  @Option(
      names = "--csv-delimiter",
      paramLabel = "CHAR",
      converter = DelimiterConverter.class,
      description =
          "What stands between the fields of a CSV: a character or 'tab'; , unless given.")
  private @Nullable Character delimiter;

  @Option(
      names = "--csv-encoding",
      paramLabel = "NAME",
      converter = EncodingConverter.class,
      description = "The encoding of a CSV that is read, as latin-1; UTF-8 unless given.")
  private @Nullable Charset encoding;

  @Option(
      names = "--csv-null",
      paramLabel = "TEXT",
      description = "A field of this text without quotes is no value, as an empty one is.")
  private @Nullable String nullText;

  /** Returns the options, having checked that they have an effect on the formats. */
  CsvOptions options(boolean inputIsCsv, boolean outputIsCsv) {
    boolean reading = encoding != null || nullText != null;
    if ((reading && !inputIsCsv) || (delimiter != null && !inputIsCsv && !outputIsCsv)) {
      throw new CommandException(
          ExitCode.USAGE,
          "Cannot use --csv-delimiter, --csv-encoding or --csv-null: no CSV is read, expected"
              + " CSV (leave them out, or say --input-format csv)");
    }
    return options();
  }

  /** Returns the options. */
  CsvOptions options() {
    try {
      CsvOptions options = CsvOptions.defaults();
      options = delimiter == null ? options : options.withDelimiter(delimiter);
      options = encoding == null ? options : options.withEncoding(encoding);
      return nullText == null ? options : options.withNullText(nullText);
    } catch (IllegalArgumentException wrong) {
      throw new CommandException(
          ExitCode.USAGE, "Cannot use the CSV options: " + wrong.getMessage());
    }
  }

  /** Reads a delimiter. */
  static final class DelimiterConverter implements ITypeConverter<Character> {

    @Override
    public Character convert(String text) {
      if (text.equalsIgnoreCase("tab") || text.equals("\\t")) {
        return '\t';
      }
      if (text.length() != 1) {
        throw new TypeConversionException(
            "'" + text + "' is no delimiter, expected one character or tab");
      }
      return text.charAt(0);
    }
  }

  /** Reads the name of an encoding. */
  static final class EncodingConverter implements ITypeConverter<Charset> {

    @Override
    public Charset convert(String text) {
      if (text.toLowerCase(Locale.ROOT).equals("latin-1")) {
        return StandardCharsets.ISO_8859_1;
      }
      try {
        return Charset.forName(text);
      } catch (IllegalArgumentException unknown) {
        throw new TypeConversionException(
            "'" + text + "' is no known encoding, expected as utf-8, latin-1 or windows-1252");
      }
    }
  }
}
