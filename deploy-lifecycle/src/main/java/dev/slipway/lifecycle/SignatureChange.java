package dev.slipway.lifecycle;

import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Signature.Field;
import dev.slipway.Signature.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One difference between two signatures, as callers of the older one see it. docs/registry.md has
 * the rules.
 *
 * @param effect whether callers notice
 * @param where as {@code input 'distance'}
 * @param what as {@code was int64, is float64}
 */
public record SignatureChange(Effect effect, String where, String what) {

  /** What a difference means to those who call by an alias. */
  public enum Effect {
    /** Every call that was answered is answered as before. */
    COMPATIBLE,
    /** A call that was answered may be refused, or its answer not be understood. */
    BREAKING
  }

  /**
   * Compares two signatures.
   *
   * @param from what callers know
   * @param to what would answer them
   * @return the differences: inputs, outputs, params; empty if the signatures mean the same
   */
  public static List<SignatureChange> between(Signature from, Signature to) {
    Comparison comparison = new Comparison();
    comparison.inputs(from.inputs(), to.inputs());
    comparison.outputs(from.outputs(), to.outputs());
    comparison.params(from.params(), to.params());
    return List.copyOf(comparison.changes);
  }

  /**
   * Returns whether callers may be broken.
   *
   * @return true for {@link Effect#BREAKING}
   */
  public boolean isBreaking() {
    return effect == Effect.BREAKING;
  }

  /** Returns the place and the difference. */
  @Override
  public String toString() {
    return where + " " + what;
  }

  /** Collects the differences. */
  private static final class Comparison {
    private final List<SignatureChange> changes = new ArrayList<>();

    private void add(Effect effect, String where, String what) {
      changes.add(new SignatureChange(effect, where, what));
    }

    void inputs(List<Field> from, List<Field> to) {
      for (Field old : from) {
        String where = "input '" + old.name() + "'";
        Optional<Field> now = named(to, old.name());
        if (now.isEmpty()) {
          add(Effect.BREAKING, where, "is gone");
        } else {
          input(where, old, now.get());
        }
      }
      for (Field now : to) {
        if (named(from, now.name()).isEmpty()) {
          Effect effect = now.required() ? Effect.BREAKING : Effect.COMPATIBLE;
          String kind = now.required() ? "required" : "optional";
          add(effect, "input '" + now.name() + "'", "is new and " + kind);
        }
      }
    }

    private void input(String where, Field old, Field now) {
      if (type(where, old, now)) {
        return;
      }
      if (!old.shape().equals(now.shape())) {
        add(accepts(now.shape(), old.shape()), where, shapes(old, now));
      }
      if (old.required() && !now.required()) {
        add(Effect.COMPATIBLE, where, "was required, is optional");
      } else if (!old.required() && now.required()) {
        add(Effect.BREAKING, where, "was optional, is required");
      }
    }

    void outputs(List<Field> from, List<Field> to) {
      for (Field old : from) {
        String where = "output '" + old.name() + "'";
        Optional<Field> now = named(to, old.name());
        if (now.isEmpty()) {
          add(Effect.BREAKING, where, "is gone");
        } else if (!type(where, old, now.get()) && !old.shape().equals(now.get().shape())) {
          add(accepts(old.shape(), now.get().shape()), where, shapes(old, now.get()));
        }
      }
      for (Field now : to) {
        if (named(from, now.name()).isEmpty()) {
          add(Effect.COMPATIBLE, "output '" + now.name() + "'", "is new");
        }
      }
    }

    /** Notes another type or kind, and returns whether there was one. */
    private boolean type(String where, Field old, Field now) {
      if (old.type() == now.type() && old.kind() == now.kind()) {
        return false;
      }
      add(Effect.BREAKING, where, "was " + described(old) + ", is " + described(now));
      return true;
    }

    void params(List<Param> from, List<Param> to) {
      for (Param old : from) {
        String where = "param '" + old.name() + "'";
        Optional<Param> now = to.stream().filter(p -> p.name().equals(old.name())).findFirst();
        if (now.isEmpty()) {
          add(Effect.BREAKING, where, "is gone");
        } else {
          param(where, old, now.get());
        }
      }
      for (Param now : to) {
        if (from.stream().noneMatch(p -> p.name().equals(now.name()))) {
          add(Effect.COMPATIBLE, "param '" + now.name() + "'", "is new");
        }
      }
    }

    private void param(String where, Param old, Param now) {
      if (old.type() != now.type() || !old.shape().equals(now.shape())) {
        String was = lower(old.type()) + old.shape();
        add(Effect.BREAKING, where, "was " + was + ", is " + lower(now.type()) + now.shape());
      } else if (!String.valueOf(old.defaultValue()).equals(String.valueOf(now.defaultValue()))) {
        String what = "was " + old.defaultValue() + " by default, is " + now.defaultValue();
        add(Effect.COMPATIBLE, where, what);
      }
    }

    /** Whether every shape that the second allows is one that the first allows. */
    private static Effect accepts(Shape wide, Shape narrow) {
      boolean all = wide.rank() == narrow.rank();
      for (int i = 0; all && i < wide.rank(); i++) {
        all = wide.dimension(i) == Shape.FREE || wide.dimension(i) == narrow.dimension(i);
      }
      return all ? Effect.COMPATIBLE : Effect.BREAKING;
    }

    private static String shapes(Field old, Field now) {
      return "was " + old.shape() + ", is " + now.shape();
    }

    private static Optional<Field> named(List<Field> fields, String name) {
      return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    private static String described(Field field) {
      return lower(field.type())
          + (field.kind() == Signature.Kind.TENSOR ? " tensor " + field.shape() : "");
    }

    private static String lower(Enum<?> type) {
      return type.name().toLowerCase(Locale.ROOT);
    }
  }
}
