package dev.slipway.http.internal.oip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.slipway.Column;
import dev.slipway.InvalidInputException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Numbers that are read without a token for each")
class TensorJsonTest {

  private static final int NUMBERS = 200_000;
  private static final int MUTATIONS = 20_000;

  private final TensorJson json = new TensorJson();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Column read(String list, long... shape) throws IOException {
    OipProblems problems = new OipProblems();
    try (JsonParser parser = json.createParser(bytes(list))) {
      assertThat(parser.nextToken()).isEqualTo(JsonToken.START_ARRAY);
      Column column = new TensorReader(Datatype.FP32, shape, parser).read("/data", problems);
      problems.throwIfAny("Cannot read");
      assertThat(parser.nextToken()).isNull();
      return column;
    }
  }

  private static void assertReads(Column column, List<String> numbers) {
    assertThat(column.rows() * column.width()).isEqualTo(numbers.size());
    for (int i = 0; i < numbers.size(); i++) {
      assertThat(Float.floatToRawIntBits(column.floatAt(i)))
          .as(numbers.get(i))
          .isEqualTo(Float.floatToRawIntBits(Float.parseFloat(numbers.get(i))));
    }
  }

  private static String number(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> Float.toString(Float.intBitsToFloat(random.nextInt() & 0xbfffffff));
      case 1 -> Double.toString(random.nextGaussian());
      case 2 -> Integer.toString(random.nextInt());
      case 3 -> Long.toString(random.nextLong());
      case 4 -> String.format("%.7f", random.nextDouble());
      case 5 -> random.nextInt(1_000) + "e" + (random.nextInt(80) - 45);
      case 6 -> halfway(random);
      default -> "-0." + random.nextInt(1_000_000_000) + "E+0" + random.nextInt(9);
    };
  }

  /** Returns a decimal that is just between two floats, or a little beside. */
  private static String halfway(Random random) {
    float low =
        Math.abs(Float.intBitsToFloat(random.nextInt(0x4b000000 - 0x30000000) + 0x30000000));
    double half = (low + (double) Math.nextUp(low)) / 2;
    String exact = new BigDecimal(half).toPlainString();
    return switch (random.nextInt(3)) {
      case 0 -> exact;
      case 1 -> exact.contains(".") ? exact + "0000001" : exact;
      default -> Double.toString(half);
    };
  }

  @Test
  @DisplayName("are the floats that are nearest to them, bit by bit")
  void nearest() throws IOException {
    Random random = new Random(11);
    List<String> numbers = new ArrayList<>();
    while (numbers.size() < NUMBERS) {
      String number = number(random);
      if (!Float.isInfinite(Float.parseFloat(number)) && number.length() < 900) {
        numbers.add(number);
      }
    }
    assertReads(read("[" + String.join(",", numbers) + "]", NUMBERS), numbers);
  }

  @Test
  @DisplayName("are read at the limits of floats")
  void limits() throws IOException {
    List<String> numbers =
        List.of(
            "0",
            "-0",
            "-0.0",
            "0e5",
            "1.4e-45",
            "7.0e-46",
            "7.1e-46",
            "1.17549435E-38",
            "1.1754943e-38",
            "3.4028235e38",
            "3.4028235677973366e38",
            "-3.4028235E+38",
            "16777217",
            "16777219",
            "9007199254740993",
            "1e22",
            "1e23",
            "123456789012345678",
            "12345678901234567890123456789012345678",
            "0." + "0".repeat(40) + "1",
            "1" + "0".repeat(30),
            "1e-9999",
            "0.1e1");
    assertReads(read("[" + String.join(", ", numbers) + "]", numbers.size()), numbers);
    assertReads(read("[ " + String.join("\n,\t", numbers) + "\r\n]", numbers.size()), numbers);
  }

  @Test
  @DisplayName("become rows as the shape says, flat or nested")
  void rows() throws IOException {
    for (String list : List.of("[1,2,3,4,5,6]", "[[1,2,3],[4,5,6]]", "[ [1,2,3] , [4,5,6] ]")) {
      Column column = read(list, 2, 3);
      assertThat(column.rows() * column.width()).isEqualTo(6);
      assertThat(column.floatAt(5)).isEqualTo(6);
    }
    assertThat(read("[]", 0).rows()).isZero();
    assertThat(read("[]", 0, 3).rows()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1,]", "[,1]", "[1,,2]", "[1 2]", "[01]", "[-]", "[1.]", "[.5]", "[+1]", "[1e]", "[1e+]",
        "[0x1]", "[1,2", "[1,2}", "[1", "[", "[1,NaN]", "[--1]", "[1.5.2]", "[1e5.2]", "[1f]",
      })
  @DisplayName("are refused where they are no JSON")
  void broken(String list) {
    assertThat(catchThrowable(() -> read(list, 2))).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1,\"2\"]",
        "[1,null]",
        "[1,true]",
        "[1,[2]]",
        "[1,{}]",
        "[1,1e39]",
        "[\"NaN\",1]",
        "[1,2,null]",
        "[1,2,[3]]",
      })
  @DisplayName("are refused where an element is none")
  void others(String list) {
    assertThat(catchThrowable(() -> read(list, 2))).isInstanceOf(InvalidInputException.class);
  }

  @Test
  @DisplayName("leave the parser as strict as ever: names that stand twice, depth")
  void strict() {
    assertThat(tokens(json, "[{\"a\":1,\"a\":2}]", 9)).endsWith((JsonToken) null);
    assertThat(tokens(json, "[".repeat(65), 9)).endsWith((JsonToken) null).hasSize(64);
    assertThat(tokens(json, "[" + "1".repeat(1_001) + "]", 9)).endsWith((JsonToken) null);
  }

  @Test
  @DisplayName("reserve no more than themselves, whatever the shape claims")
  void claims() throws IOException {
    int lists = 100_000;
    try (JsonParser parser = json.createParser(bytes("[" + "[1],".repeat(lists) + "[1]]"))) {
      parser.nextToken();
      for (int i = 0; i <= lists; i++) {
        assertThat(parser.nextToken()).isEqualTo(JsonToken.START_ARRAY);
        FloatMemory floats = ((TensorJsonParser) parser).floats(FloatMemory.MOST);
        assertThat(floats.count()).isEqualTo(1);
        assertThat(floats.bytes().capacity()).isLessThan(1_000);
        assertThat(parser.nextToken()).isEqualTo(JsonToken.END_ARRAY);
      }
      assertThat(parser.nextToken()).isEqualTo(JsonToken.END_ARRAY);
    }
  }

  @Test
  @DisplayName("are as many as there are, where the shape says otherwise")
  void counts() throws IOException {
    assertThat(read("[1,2,3]", 2).rows()).isEqualTo(3);
    assertThat(read("[1,2,3]", 4).rows()).isEqualTo(3);
    assertThat(read("[1,2,3]", 1_000_000_000).rows()).isEqualTo(3);
    assertThat(read("[1]", 0).rows()).isEqualTo(1);
  }

  @Test
  @DisplayName("are accepted and refused as Jackson's own parser does, whatever is changed")
  void mutated() throws IOException {
    Random random = new Random(12);
    JsonFactory plain =
        JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    String alphabet = "0123456789.,-+eE[] \n\"x{}";
    int sound = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      StringBuilder text = new StringBuilder("[1.5,-2,3e4 , 0.25,17,[6]]");
      for (int k = random.nextInt(4); k >= 0; k--) {
        int at = 1 + random.nextInt(text.length() - 1);
        char c = alphabet.charAt(random.nextInt(alphabet.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, c);
          case 1 -> text.insert(at, c);
          default -> text.deleteCharAt(at);
        }
      }
      String list = text.toString();
      List<@Nullable JsonToken> expected = tokens(plain, list, 0);
      int fast = random.nextInt(6);
      List<@Nullable JsonToken> actual = tokens(json, list, fast);
      assertThat(actual).as(list + " " + fast).isEqualTo(expected);
      sound += expected.contains(null) ? 0 : 1;
    }
    assertThat(sound).isBetween(MUTATIONS / 20, MUTATIONS);
  }

  /** Returns the tokens, null at the end if it is not JSON; the first ones are read as numbers. */
  private static List<@Nullable JsonToken> tokens(JsonFactory factory, String text, int fast) {
    List<@Nullable JsonToken> tokens = new ArrayList<>();
    try (JsonParser parser = factory.createParser(bytes(text))) {
      if (parser.nextToken() == JsonToken.START_ARRAY && parser instanceof TensorJsonParser own) {
        int read = own.floats(fast).count();
        assertThat(read).isLessThanOrEqualTo(fast);
        for (int i = 0; i < read; i++) {
          tokens.add(JsonToken.VALUE_NUMBER_FLOAT);
        }
      }
      for (JsonToken t = parser.nextToken(); t != null; t = parser.nextToken()) {
        if (t.isNumeric()) {
          // A number counts when it is read, as a tensor's reader does.
          parser.getDoubleValue();
          tokens.add(JsonToken.VALUE_NUMBER_FLOAT);
        } else {
          tokens.add(t);
        }
      }
    } catch (IOException broken) {
      tokens.add(null);
    }
    return tokens;
  }
}
