package dev.slipway.core.internal.pack;

import dev.slipway.Signature;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What holds for every signature, whoever wrote it. */
public final class SignatureCheck {

  private SignatureCheck() {}

  /**
   * Makes a signature.
   *
   * @param where what states it, for messages
   * @param inputs may be empty if it is left to the graph
   * @param outputs likewise
   * @param params may be empty
   * @param problems where what is wrong goes
   * @return the signature, if nothing is wrong with it
   */
  public static Optional<Signature> build(
      String where,
      List<Signature.Field> inputs,
      List<Signature.Field> outputs,
      List<Signature.Param> params,
      Problems problems) {
    boolean in = side(where, "input", inputs, problems);
    boolean out = side(where, "output", outputs, problems);
    List<String> names = params.stream().map(Signature.Param::name).toList();
    return distinct(where, "param", names, problems) && in && out
        ? Optional.of(new Signature(inputs, outputs, params))
        : Optional.empty();
  }

  private static boolean side(
      String where, String side, List<Signature.Field> fields, Problems problems) {
    long tensors = fields.stream().filter(f -> f.kind() == Signature.Kind.TENSOR).count();
    if (tensors != 0 && tensors != fields.size()) {
      problems.add(
          where, "signature has columns and tensors among its " + side + "s, expected one kind");
      return false;
    }
    return distinct(where, side, fields.stream().map(Signature.Field::name).toList(), problems);
  }

  private static boolean distinct(
      String where, String kind, List<String> names, Problems problems) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        problems.add(
            where, "signature has the " + kind + " '" + name + "' twice, expected distinct names");
        return false;
      }
    }
    return true;
  }
}
