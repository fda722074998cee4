package dev.slipway.convert.internal.onnx;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.Problem;
import dev.slipway.SlipwayException;
import dev.slipway.UnsupportedModelException;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a model: what is damaged, and what is sound but not supported. */
public final class Findings {

  private static final int SHOWN = 99;

  private final String task;
  private final List<Problem> damages = new ArrayList<>();
  private final List<Problem> limits = new ArrayList<>();

  /**
   * Starts with none.
   *
   * @param task what cannot be done because of them
   */
  public Findings(String task) {
    this.task = task;
  }

  /** Adds something that makes the model invalid. */
  public void damaged(String where, String fact) {
    damages.add(new Problem(where, fact));
  }

  /** Adds something that is sound and not supported. */
  public void unsupported(String where, String fact) {
    limits.add(new Problem(where, fact));
  }

  /** Returns whether there is none. */
  public boolean isEmpty() {
    return damages.isEmpty() && limits.isEmpty();
  }

  /** Throws if there is anything. */
  public void throwIfAny() {
    if (!isEmpty()) {
      throw error();
    }
  }

  private SlipwayException error() {
    if (!damages.isEmpty()) {
      List<Problem> all = new ArrayList<>(damages);
      all.addAll(limits);
      return new InvalidPackageException(ErrorCode.INVALID_PACKAGE, task, all);
    }
    StringBuilder text = new StringBuilder(task).append(": ");
    if (limits.size() == 1) {
      text.append(limits.get(0));
    } else {
      text.append(limits.size()).append(" problems");
      limits.stream().limit(SHOWN).forEach(each -> text.append("\n  - ").append(each));
      if (limits.size() > SHOWN) {
        text.append("\n  - and ").append(limits.size() - SHOWN).append(" more");
      }
    }
    return new UnsupportedModelException(ErrorCode.UNSUPPORTED_MODEL, text.toString(), null);
  }
}
