package dev.slipway.tck;

import dev.slipway.ElementType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** The text of a golden file. */
final class GoldenText {

  private final StringBuilder text =
      new StringBuilder("# Computed in double by plain Java arithmetic, without any engine.\n");

  GoldenText begin(String name) {
    text.append("case ").append(name).append('\n');
    return this;
  }

  GoldenText input(String name, double[] values, long... dimensions) {
    return input(name, ElementType.FLOAT32, numbers(values), dimensions);
  }

  GoldenText input(String name, double value) {
    return input(name, new double[] {value});
  }

  GoldenText output(String name, double[] values, long... dimensions) {
    return output(name, ElementType.FLOAT32, numbers(values), dimensions);
  }

  GoldenText output(String name, double value) {
    return output(name, new double[] {value});
  }

  GoldenText input(String name, ElementType type, List<String> values, long... dimensions) {
    return line("input", name, type, values, dimensions);
  }

  GoldenText output(String name, ElementType type, List<String> values, long... dimensions) {
    return line("output", name, type, values, dimensions);
  }

  private GoldenText line(
      String side, String name, ElementType type, List<String> values, long... dimensions) {
    String shape =
        dimensions.length == 0
            ? "scalar"
            : LongStream.of(dimensions).mapToObj(Long::toString).collect(Collectors.joining("x"));
    text.append(side).append(' ').append(name).append(' ').append(type).append(' ').append(shape);
    for (String value : values) {
      text.append(' ').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
    text.append('\n');
    return this;
  }

  private static List<String> numbers(double[] values) {
    return DoubleStream.of(values).mapToObj(Double::toString).toList();
  }

  /** Returns an even number of values of a type, its ends among them. */
  static List<String> samples(ElementType type) {
    return switch (type) {
      case BOOL -> words("1 0 0 1");
      case INT8 -> words("-128 127 0 -1");
      case INT16 -> words("-32768 32767 0 -1");
      case INT32 -> words("-2147483648 2147483647 0 -1");
      case INT64 -> words("-9223372036854775808 9223372036854775807 9007199254740993 -1");
      case UINT8 -> words("0 255 128 1");
      case UINT16 -> words("0 65535 32768 1");
      case UINT32 -> words("0 4294967295 2147483648 1");
      case UINT64 -> words("0 18446744073709551615 9223372036854775808 1");
      case FLOAT16 -> words("65504.0 -0.5 5.9604644775390625E-8 Infinity");
      case BFLOAT16 -> words("1.5 -0.5 9.183549615799121E-41 -Infinity");
      case FLOAT32 -> words("3.4028234663852886E38 -0.5 1.401298464324817E-45 Infinity");
      case FLOAT64 -> words("1.7976931348623157E308 -0.1 4.9E-324 -Infinity");
      case STRING, BINARY, DATETIME -> throw new IllegalArgumentException(type.toString());
    };
  }

  /** Returns the whole text. */
  @Override
  public String toString() {
    return text.toString();
  }

  private static List<String> words(String words) {
    return Arrays.asList(words.split(" "));
  }
}
