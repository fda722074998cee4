package dev.slipway.convert;

import static dev.slipway.testing.OnnxFile.FREE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.OnnxFile;
import java.util.LinkedHashMap;
import java.util.Map;

/** Models of one node each, by names that begin with the operator's. */
abstract class OperatorModels {

  /** The dimension of rows. */
  static final long N = FREE;

  private final Map<String, OnnxFile> models = new LinkedHashMap<>();

  final void add(String name, OnnxFile model) {
    assertThat(models.put(name, model)).as(name).isNull();
  }

  final Map<String, OnnxFile> models() {
    return models;
  }
}
