package dev.slipway.core.internal.steps;

import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.spi.Step;
import dev.slipway.spi.StepDefinition;
import dev.slipway.spi.StepProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/** Makes the step {@code ordinal}. Stateless. */
public final class OrdinalProvider implements StepProvider {

  private static final long MOST = 1L << 53;

  @Override
  public String type() {
    return "ordinal";
  }

  @Override
  public Step create(StepDefinition definition, Map<String, Signature.Field> before) {
    StepSettings settings = new StepSettings(definition, before);
    List<String> columns = settings.columns(Accepted.CATEGORIES);
    Codes codes = codes(settings, Vocabulary.read(settings, columns));
    List<Signature.Field> outputs =
        StepSettings.fields(settings.into(columns), ElementType.INT64, Shape.scalar());
    if (!settings.sound()) {
      return new UnusableStep(outputs);
    }
    List<Supplier<ColumnKernel>> kernels = new ArrayList<>();
    for (String column : columns) {
      kernels.add(() -> new Kernel(column, codes));
    }
    return new ColumnwiseStep(columns, outputs, kernels);
  }

  private static Codes codes(StepSettings settings, Vocabulary vocabulary) {
    long first = settings.whole("first", OptionalLong.of(0), -MOST, MOST);
    Unknown unknown = settings.choice("unknown", Unknown.ERROR);
    long code = settings.whole("unknown-value", OptionalLong.of(-1), -MOST, MOST);
    StepDefinition definition = settings.definition();
    if (unknown == Unknown.ERROR && definition.has("unknown-value")) {
      definition.problem("unknown-value", "has no effect (set unknown: value too)");
    }
    if (unknown == Unknown.VALUE && code >= first && code < first + vocabulary.size()) {
      definition.problem(
          "unknown-value", "is " + code + ", expected a code that no known value has");
    }
    return new Codes(vocabulary, first, unknown, code);
  }

  private enum Unknown {
    ERROR,
    VALUE
  }

  private record Codes(Vocabulary vocabulary, long first, Unknown unknown, long unknownCode) {}

  private static final class Kernel implements ColumnKernel {

    private final String name;
    private final Codes codes;
    private final Lookup lookup;
    private final ColumnBuffer output = new ColumnBuffer(ElementType.INT64, Shape.scalar());
    private int[] places = new int[16];

    private Kernel(String name, Codes codes) {
      this.name = name;
      this.codes = codes;
      this.lookup = codes.vocabulary.newLookup();
    }

    @Override
    public Column apply(Column input, ObjIntConsumer<String> rejections) {
      if (input.rows() > places.length) {
        places = new int[Math.max(input.rows(), 2 * places.length)];
      }
      lookup.find(input, places);
      output.reset(input.rows());
      for (int row = 0; row < input.rows(); row++) {
        boolean known = places[row] != Lookup.UNKNOWN;
        if (!known && codes.unknown == Unknown.ERROR) {
          rejections.accept(Refusal.notIn(codes.vocabulary, name, input, row), row);
        }
        output.setLong(row, known ? codes.first + places[row] : codes.unknownCode);
      }
      return output;
    }
  }
}
