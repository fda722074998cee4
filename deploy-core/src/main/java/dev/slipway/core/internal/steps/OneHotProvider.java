package dev.slipway.core.internal.steps;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.spi.Step;
import dev.slipway.spi.StepDefinition;
import dev.slipway.spi.StepProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/** Makes the step {@code one-hot}. Stateless. */
public final class OneHotProvider implements StepProvider {

  @Override
  public String type() {
    return "one-hot";
  }

  @Override
  public Step create(StepDefinition definition, Map<String, Signature.Field> before) {
    StepSettings settings = new StepSettings(definition, before);
    List<String> columns = settings.columns(Accepted.CATEGORIES);
    Vocabulary vocabulary = Vocabulary.read(settings, columns);
    Unknown unknown = settings.choice("unknown", Unknown.ERROR);
    List<String> names = settings.into(StepSettings.suffixed(columns, "_one_hot"));
    int width = vocabulary.size() + (unknown == Unknown.OTHER ? 1 : 0);
    List<Signature.Field> outputs =
        StepSettings.fields(names, ElementType.FLOAT32, Shape.of(width));
    if (!settings.sound()) {
      return new UnusableStep(outputs);
    }
    List<Supplier<ColumnKernel>> kernels = new ArrayList<>();
    for (String column : columns) {
      kernels.add(() -> new Kernel(column, vocabulary, unknown));
    }
    return new ColumnwiseStep(columns, outputs, kernels);
  }

  private enum Unknown {
    ERROR,
    ZERO,
    OTHER
  }

  private static final class Kernel implements ColumnKernel {

    private final String name;
    private final Vocabulary vocabulary;
    private final Unknown unknown;
    private final Lookup lookup;
    private final OneHotColumn output;

    private Kernel(String name, Vocabulary vocabulary, Unknown unknown) {
      this.name = name;
      this.vocabulary = vocabulary;
      this.unknown = unknown;
      this.lookup = vocabulary.newLookup();
      this.output = new OneHotColumn(vocabulary.size() + (unknown == Unknown.OTHER ? 1 : 0));
    }

    @Override
    public Column apply(Column input, ObjIntConsumer<String> rejections) {
      int[] codes = output.reset(input.rows());
      lookup.find(input, codes);
      if (unknown != Unknown.ZERO) {
        settleUnknown(input, codes, rejections);
      }
      return output;
    }

    private void settleUnknown(Column input, int[] codes, ObjIntConsumer<String> rejections) {
      for (int row = 0; row < input.rows(); row++) {
        if (codes[row] == Lookup.UNKNOWN && unknown == Unknown.OTHER) {
          codes[row] = vocabulary.size();
        } else if (codes[row] == Lookup.UNKNOWN) {
          rejections.accept(Refusal.notIn(vocabulary, name, input, row), row);
        }
      }
    }
  }
}
