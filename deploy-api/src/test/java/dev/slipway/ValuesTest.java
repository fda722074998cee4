package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ErrorCode.Blame;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The values of the API")
class ValuesTest {

  @Test
  @DisplayName("call options keep params and timeout, and do not change")
  void callOptions() {
    CallOptions options =
        CallOptions.defaults().withParam("top", 3).withTimeout(Duration.ofMillis(5));
    List<Object> many = new ArrayList<>(List.of(1L, 2L));
    CallOptions more = options.withParam("ids", many).withParam("top", 4);
    many.clear();
    assertThat(options.params()).isEqualTo(Map.of("top", 3));
    assertThat(options.timeout()).contains(Duration.ofMillis(5));
    assertThat(more.params()).isEqualTo(Map.of("top", 4, "ids", List.of(1L, 2L)));
    assertThat(CallOptions.defaults().params()).isEmpty();
    assertThat(CallOptions.defaults().timeout()).isEmpty();
    assertThat(options)
        .isEqualTo(CallOptions.defaults().withTimeout(Duration.ofMillis(5)).withParam("top", 3))
        .hasSameHashCodeAs(
            CallOptions.defaults().withTimeout(Duration.ofMillis(5)).withParam("top", 3))
        .isNotEqualTo(more)
        .isNotEqualTo(CallOptions.defaults())
        .hasToString("params {top=3}, timeout PT0.005S");
    assertThat(CallOptions.defaults()).hasToString("params {}, no timeout");
  }

  @Test
  @DisplayName("call options refuse a timeout of nothing, and null")
  void callOptionsRefused() {
    CallOptions options = CallOptions.defaults();
    for (Duration wrong : List.of(Duration.ZERO, Duration.ofNanos(-1))) {
      assertThatThrownBy(() -> options.withTimeout(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("timeout must be greater than zero, but was " + wrong);
    }
    assertThatThrownBy(() -> options.withParam("a", null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("value");
    assertThatThrownBy(() -> options.params().put("a", 1))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  @DisplayName("problems are one line each, the first hundred of them")
  void problems() {
    Problem problem = new Problem("column 'x'", "is missing");
    assertThat(problem).hasToString("column 'x': is missing");
    assertThat(new Problem("", "is missing")).hasToString("is missing");
    assertThat(invalid(List.of(problem))).hasMessage("Cannot predict: column 'x': is missing");
    assertThat(invalid(List.of(problem, new Problem("", "no rows"))))
        .hasMessage("Cannot predict: 2 problems\n  - column 'x': is missing\n  - no rows");
    List<Problem> many =
        IntStream.range(0, 1_000_000).mapToObj(row -> new Problem("row " + row, "bad")).toList();
    InvalidInputException thrown = invalid(many);
    assertThat(thrown.problems()).isEqualTo(many);
    assertThat(thrown.getMessage().lines())
        .hasSize(102)
        .startsWith("Cannot predict: 1000000 problems", "  - row 0: bad")
        .endsWith("  - row 99: bad", "  - and 999900 more");
  }

  private static InvalidInputException invalid(List<Problem> problems) {
    return new InvalidInputException(ErrorCode.INVALID_INPUT, "Cannot predict", problems);
  }

  @Test
  @DisplayName("errors have a code, a message and a cause")
  void errors() {
    Exception cause = new IllegalStateException("why");
    List<SlipwayException> all =
        List.of(
            new InvalidInputException(ErrorCode.INVALID_PARAMETER, "a", cause),
            new InvalidPackageException(ErrorCode.INVALID_PACKAGE, "a", cause),
            new UnsupportedModelException(ErrorCode.UNSUPPORTED_MODEL, "a", cause),
            new OverloadedException(ErrorCode.OVERLOADED, "a", cause),
            new EngineException(ErrorCode.ENGINE_FAILURE, "a", cause));
    assertThat(all).allSatisfy(thrown -> assertThat(thrown).hasMessage("a").hasCause(cause));
    assertThat(all.stream().map(SlipwayException::code))
        .containsExactly(
            ErrorCode.INVALID_PARAMETER,
            ErrorCode.INVALID_PACKAGE,
            ErrorCode.UNSUPPORTED_MODEL,
            ErrorCode.OVERLOADED,
            ErrorCode.ENGINE_FAILURE);
    assertThat(((InvalidInputException) all.get(0)).problems())
        .containsExactly(new Problem("", "a"));
    InvalidPackageException many =
        new InvalidPackageException(
            ErrorCode.INVALID_PACKAGE,
            "Cannot open m",
            List.of(new Problem("MLmodel", "is empty")));
    assertThat(many).hasMessage("Cannot open m: MLmodel: is empty");
    assertThat(many.problems()).containsExactly(new Problem("MLmodel", "is empty"));
  }

  @Test
  @DisplayName("an error that was serialised keeps code and message")
  void serialised() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(invalid(List.of(new Problem("x", "bad"))));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      InvalidInputException back = (InvalidInputException) in.readObject();
      assertThat(back).hasMessage("Cannot predict: x: bad");
      assertThat(back.code()).isEqualTo(ErrorCode.INVALID_INPUT);
      assertThat(back.problems()).isEmpty();
    }
  }

  @Test
  @DisplayName("every code blames somebody")
  void blame() {
    Map<Blame, Integer> counts = new EnumMap<>(Blame.class);
    for (ErrorCode code : ErrorCode.values()) {
      counts.merge(code.blame(), 1, Integer::sum);
    }
    assertThat(counts).containsOnlyKeys(Blame.values());
    assertThat(ErrorCode.MODEL_NOT_FOUND.blame()).isEqualTo(Blame.CALLER);
    assertThat(ErrorCode.DEADLINE_EXCEEDED.blame()).isEqualTo(Blame.CAPACITY);
  }

  @Test
  @DisplayName("element types know their width and kind")
  void elementTypes() {
    assertThat(Arrays.stream(ElementType.values()).map(ElementType::byteWidth))
        .containsExactly(1, 1, 2, 4, 8, 1, 2, 4, 8, 2, 2, 4, 8, 0, 0, 8);
    assertThat(Stream.of(ElementType.values()).filter(ElementType::isUnsigned))
        .containsExactly(
            ElementType.UINT8, ElementType.UINT16, ElementType.UINT32, ElementType.UINT64);
    assertThat(Stream.of(ElementType.values()).filter(ElementType::isInteger)).hasSize(8);
    assertThat(Stream.of(ElementType.values()).filter(ElementType::isFloating)).hasSize(4);
    assertThat(Stream.of(ElementType.values()).filter(ElementType::isVariableLength))
        .containsExactly(ElementType.STRING, ElementType.BINARY);
  }

  @Test
  @DisplayName("a model version shows the first digits of its digest")
  void modelVersion() {
    assertThat(new ModelVersion("delay", "7", "0123456789abcdef".repeat(4)))
        .hasToString("delay 7 (0123456789ab)");
    assertThatThrownBy(() -> new ModelVersion("delay", null, "a"))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("version");
  }
}
