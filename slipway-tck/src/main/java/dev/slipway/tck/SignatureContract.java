package dev.slipway.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Signature;
import dev.slipway.spi.LoadedModel;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a loaded model tells of itself. */
abstract class SignatureContract extends ContractPart {

  SignatureContract(EngineContract contract) {
    super(contract);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("inputs and outputs are the artefact's, in order, all tensors")
  void fields(ReferenceModel reference) {
    if (lacks(reference)) {
      return;
    }
    try (LoadedModel model = load(reference)) {
      for (Golden.Case golden : reference.golden().cases()) {
        assertFits(model.signature().inputs(), golden.inputs());
        assertFits(model.signature().outputs(), golden.outputs());
      }
    }
  }

  private static void assertFits(List<Signature.Field> fields, List<GoldenTensor> tensors) {
    assertThat(fields).hasSameSizeAs(tensors);
    for (int i = 0; i < fields.size(); i++) {
      Signature.Field field = fields.get(i);
      GoldenTensor tensor = tensors.get(i);
      assertThat(field.name()).isEqualTo(tensor.name());
      assertThat(field.type()).isEqualTo(tensor.type());
      assertThat(field.shape().accepts(tensor.shape())).as("%s, %s", field, tensor).isTrue();
      assertThat(field.kind()).isEqualTo(Signature.Kind.TENSOR);
    }
  }

  @Test
  @DisplayName("rows are free where the artefact leaves them free")
  void freeRows() {
    try (LoadedModel model = load(ReferenceModel.LINEAR)) {
      assertThat(model.signature().inputs().get(0).shape().toArray()).containsExactly(-1, 3);
      assertThat(model.signature().outputs().get(0).shape().toArray()).containsExactly(-1, 2);
    }
  }

  @Test
  @DisplayName("an output without class names has no labels")
  void noLabels() {
    try (LoadedModel model = load(ReferenceModel.LINEAR)) {
      assertThat(model.labels(0)).isEmpty();
    }
  }

  @Test
  @DisplayName("a classifier names its classes in the order of its scores")
  void labels() {
    if (lacks(ReferenceModel.CLASSIFIER)) {
      return;
    }
    try (LoadedModel model = load(ReferenceModel.CLASSIFIER)) {
      assertThat(model.labels(0)).containsExactly("on time", "late", "émis");
      assertThat(model.signature().outputs().get(0).shape().toArray()).containsExactly(-1, 3);
    }
  }

  @Test
  @DisplayName("the engine's id is the provider's, and it has a version")
  void engine() {
    try (LoadedModel model = load(ReferenceModel.LINEAR)) {
      assertThat(model.engine().id()).isEqualTo(contract().provider().id());
      assertThat(model.engine().name()).isNotBlank();
      assertThat(model.engine().version()).matches("\\d+\\.\\d+.*");
    }
  }
}
