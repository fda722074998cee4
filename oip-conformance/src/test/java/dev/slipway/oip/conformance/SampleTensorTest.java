package dev.slipway.oip.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An input that the kit sends")
class SampleTensorTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0000, 0000",
    "-0.0, 8000, 8000",
    "1, 3c00, 3f80",
    "-2, c000, c000",
    "0.1, 2e66, 3dcd",
    "0.33333334, 3555, 3eab",
    "65504, 7bff, 4780",
    "65519.9, 7bff, 4780",
    "65520, 7c00, 4780",
    "-1e30, fc00, f14a",
    "2049, 6800, 4500",
    "2051, 6802, 4500",
    "6.1035156e-5, 0400, 3880",
    "5.9604645e-8, 0001, 3380",
    "2.9802322e-8, 0000, 3300",
    "4.4703484e-8, 0001, 3340",
    "6.1005354e-5, 0400, 3880",
  })
  @DisplayName("has the nearest float of 16 bits")
  void half(float value, String fp16, String bf16) {
    assertThat("%04x".formatted(SampleTensor.fp16(value) & 0xffff)).isEqualTo(fp16);
    assertThat("%04x".formatted(SampleTensor.bf16(value) & 0xffff)).isEqualTo(bf16);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "FP16 | [2]   | [0.25,-1]            | 003400bc",
        "UINT64 | [1] | [18446744073709551615] | ffffffffffffffff",
        "INT8 | [2,1] | [[-1],[2]]           | ff02",
        "BOOL | [2]   | [false,true]         | 0001",
        "BYTES | [2]  | [\"\",\"ü\"]          | 0000000002000000c3bc",
      })
  @DisplayName("has the bytes of the values that were given")
  void given(String datatype, String shape, String data, String bytes) {
    assertThat(GivenInputs.of(Optional.of(request(datatype, shape, data))).get(0).raw())
        .asHexString()
        .isEqualToIgnoringCase(bytes.replace(" ", ""));
  }

  private static String request(String datatype, String shape, String data) {
    return "{\"inputs\":[{\"name\":\"a\",\"datatype\":\"%s\",\"shape\":%s,\"data\":%s}]}"
        .formatted(datatype, shape, data);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "FP33  | [1]           | [1]      | \"a\" of \"FP33\"",
        "INT32 | [1]           | [1.5]    | element 1.5, expected INT32",
        "FP32  | [1]           | [\"1\"]  | element \"1\", expected FP32",
        "BYTES | [1]           | [1]      | element 1, expected BYTES",
        "BOOL  | [1]           | [0]      | element 0, expected BOOL",
        "FP32  | [0]           | []       | shape [0], expected dimensions from 1",
        "FP32  | [-1]          | [1,2]    | shape [-1], expected dimensions from 1",
        "FP32  | [2]           | [1]      | 1 elements, expected some, as many as its shape [2] says",
        "FP32  | [65536,65536] | [1]      | 1 elements",
      })
  @DisplayName("is refused where it is none")
  void refused(String datatype, String shape, String data, String why) {
    ConformanceTarget target = ConformanceTarget.of(URI.create("http://127.0.0.1"), "m");
    assertThatThrownBy(() -> target.withInputs(request(datatype, shape, data)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  @DisplayName("goes to the port that its scheme stands for")
  void ports() {
    assertThat(ConformanceTarget.of(URI.create("http://a"), "m").grpcPort()).isEqualTo(80);
    assertThat(ConformanceTarget.of(URI.create("https://a"), "m").grpcPort()).isEqualTo(443);
    assertThat(ConformanceTarget.of(URI.create("https://a:5"), "m").grpcPort()).isEqualTo(5);
  }
}
