package dev.slipway.lifecycle;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a version needs before an alias or a stage that serves may mean it: golden records that come
 * out, a stated parity, and a signature that does not break those who call by the alias.
 * docs/registry.md has the rules. Stateless and thread-safe.
 */
public final class PromotionGate {

  private PromotionGate() {}

  /**
   * Finds what a version lacks to serve anywhere.
   *
   * @param facts what was found in its package
   * @return all that is missing; empty if it may serve
   */
  public static List<Problem> missing(PackageFacts facts) {
    List<Problem> problems = new ArrayList<>();
    switch (facts.golden().outcome()) {
      case PASSED -> {}
      case FAILED ->
          problems.add(new Problem("golden records", "do not pass: " + facts.golden().reason()));
      case NO_RECORDS ->
          problems.add(
              new Problem(
                  "golden records",
                  "are missing, expected some that come out (add golden.jsonl to the package)"));
      case NOT_RUN ->
          problems.add(
              new Problem(
                  "golden records",
                  "were not replayed: "
                      + facts.golden().reason()
                      + " (promote where an engine for it is)"));
    }
    if (facts.parity().isEmpty()) {
      problems.add(
          new Problem("parity", "is not stated, expected a level ('slipway package' measures it)"));
    }
    return problems;
  }

  /**
   * Finds what would break those who call by an alias.
   *
   * @param serving what answers them now
   * @param candidate what would answer them
   * @return all breaking changes; one problem if a signature is not known
   */
  public static List<Problem> breaking(PackageFacts serving, PackageFacts candidate) {
    if (serving.signature().isEmpty() || candidate.signature().isEmpty()) {
      String whose = serving.signature().isEmpty() ? "of the version that serves" : "";
      return List.of(
          new Problem(
              "signature",
              (whose + " is not known, expected one to compare (state it in slipway.yaml)")
                  .strip()));
    }
    List<Problem> problems = new ArrayList<>();
    for (SignatureChange change :
        SignatureChange.between(serving.signature().get(), candidate.signature().get())) {
      if (change.isBreaking()) {
        problems.add(new Problem(change.where(), change.what()));
      }
    }
    return problems;
  }

  /**
   * Refuses a promotion for its problems, if there are any and the gates hold.
   *
   * @param task as {@code Cannot let flight-delay@champion mean version 3}
   * @param note whether the gates are overridden
   * @param problems what was found
   * @return whether gates were overridden that would have refused it
   * @throws InvalidPackageException with {@code PROMOTION_REFUSED} and all problems
   */
  public static boolean check(String task, ChangeNote note, List<Problem> problems) {
    if (problems.isEmpty()) {
      return false;
    }
    if (!note.isForced()) {
      List<Problem> all = new ArrayList<>(problems);
      Problem last = all.remove(all.size() - 1);
      all.add(new Problem(last.where(), last.message() + "; force it to override"));
      throw new InvalidPackageException(ErrorCode.PROMOTION_REFUSED, task, all);
    }
    return true;
  }

  /**
   * Returns all problems of letting an alias move.
   *
   * @param candidate the facts of the version that it is to mean
   * @param serving the facts of the version that it means, where the signatures must be compatible
   * @return all that is missing or breaking
   */
  public static List<Problem> problems(PackageFacts candidate, Optional<PackageFacts> serving) {
    List<Problem> problems = new ArrayList<>(missing(candidate));
    serving.ifPresent(facts -> problems.addAll(breaking(facts, candidate)));
    return problems;
  }
}
