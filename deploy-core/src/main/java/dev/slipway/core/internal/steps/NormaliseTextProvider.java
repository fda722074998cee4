package dev.slipway.core.internal.steps;

import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.spi.Step;
import dev.slipway.spi.StepDefinition;
import dev.slipway.spi.StepProvider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Makes the step {@code normalise-text}. Stateless. */
public final class NormaliseTextProvider implements StepProvider {

  @Override
  public String type() {
    return "normalise-text";
  }

  @Override
  public Step create(StepDefinition definition, Map<String, Signature.Field> before) {
    StepSettings settings = new StepSettings(definition, before);
    List<String> columns = settings.columns(Accepted.TEXT);
    List<TextOperation> operations = new ArrayList<>();
    for (Object operation : settings.distinct("apply")) {
      operations.add(settings.choice("apply", String.valueOf(operation), TextOperation.TRIM));
    }
    List<Signature.Field> outputs =
        StepSettings.fields(settings.into(columns), ElementType.STRING, Shape.scalar());
    if (!settings.sound()) {
      return new UnusableStep(outputs);
    }
    Supplier<ColumnKernel> kernel = () -> new NormaliseTextKernel(operations);
    return new ColumnwiseStep(columns, outputs, Collections.nCopies(columns.size(), kernel));
  }
}
