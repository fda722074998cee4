package dev.slipway.core.internal.steps;

import dev.slipway.Signature;
import dev.slipway.spi.Step;
import dev.slipway.spi.StepDefinition;
import dev.slipway.spi.StepProvider;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Makes the step {@code hash}. Stateless. */
public final class HashProvider implements StepProvider {

  private static final int MOST_PLACES = 65_536;
  private static final long MOST_SEEDS = (1L << 32) - 1;

  @Override
  public String type() {
    return "hash";
  }

  @Override
  public Step create(StepDefinition definition, Map<String, Signature.Field> before) {
    StepSettings settings = new StepSettings(definition, before);
    List<String> columns = settings.columns(Accepted.CATEGORIES);
    CodeOutput output = settings.choice("output", CodeOutput.CODE);
    int most = output == CodeOutput.ONE_HOT ? MOST_PLACES : Integer.MAX_VALUE;
    int buckets = (int) settings.whole("buckets", OptionalLong.empty(), 1, most);
    HashKernel.Rule rule = rule(settings, output, buckets);
    List<String> names = settings.into(StepSettings.suffixed(columns, "_hash"));
    List<Signature.Field> outputs = output.fields(names, buckets);
    if (!settings.sound()) {
      return new UnusableStep(outputs);
    }
    List<Supplier<ColumnKernel>> kernels = new ArrayList<>();
    for (String column : columns) {
      kernels.add(() -> new HashKernel(column, rule, output.newCodes(buckets)));
    }
    return new ColumnwiseStep(columns, outputs, kernels);
  }

  private static HashKernel.Rule rule(StepSettings settings, CodeOutput output, int buckets) {
    StepDefinition definition = settings.definition();
    int seed = (int) settings.whole("seed", OptionalLong.of(0), 0, MOST_SEEDS);
    byte[] prefix = definition.text("prefix", "").getBytes(StandardCharsets.UTF_8);
    Signs signs = settings.choice("signs", Signs.ALTERNATE);
    if (output == CodeOutput.CODE && definition.has("signs")) {
      definition.problem("signs", "has no effect (set output: one-hot too)");
    }
    Missing missing = settings.choice("missing", Missing.ERROR);
    boolean signed = output == CodeOutput.ONE_HOT && signs == Signs.ALTERNATE;
    return new HashKernel.Rule(buckets, seed, prefix, signed, missing == Missing.EMPTY);
  }

  private enum Signs {
    ALTERNATE,
    NONE
  }

  private enum Missing {
    ERROR,
    EMPTY
  }
}
