package dev.slipway.core.internal.steps;

import dev.slipway.Column;
import dev.slipway.Signature;
import dev.slipway.spi.Step;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/**
 * A step that turns each of its columns into one column.
 *
 * @param inputs the columns
 * @param outputs as many
 * @param kernels as many, each a maker of a place for calls
 */
record ColumnwiseStep(
    List<String> inputs, List<Signature.Field> outputs, List<Supplier<ColumnKernel>> kernels)
    implements Step {

  @Override
  public Kernel newKernel() {
    return new AllColumns(kernels.stream().map(Supplier::get).toArray(ColumnKernel[]::new));
  }

  private static final class AllColumns implements Kernel {

    private final ColumnKernel[] kernels;
    private final Column[] outputs;
    private final List<Column> view;

    private AllColumns(ColumnKernel[] kernels) {
      this.kernels = kernels;
      this.outputs = new Column[kernels.length];
      this.view = Collections.unmodifiableList(Arrays.asList(outputs));
    }

    @Override
    public List<Column> apply(List<Column> inputs, ObjIntConsumer<String> rejections) {
      for (int i = 0; i < kernels.length; i++) {
        outputs[i] = kernels[i].apply(inputs.get(i), rejections);
      }
      return view;
    }
  }
}
