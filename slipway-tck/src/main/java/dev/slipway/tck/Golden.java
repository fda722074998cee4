package dev.slipway.tck;

import dev.slipway.ElementType;
import dev.slipway.Shape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Inputs of a model with the answers that arithmetic written apart from every engine gives.
 *
 * <p>As a file: {@code case NAME} begins a case; {@code input} and {@code output} lines have the
 * name, the type, the dimensions joined by {@code x} ({@code scalar} for none) and the values.
 * Texts are URL-encoded. Lines that begin with {@code #} say where the numbers come from.
 *
 * @param cases at least one
 */
record Golden(List<Case> cases) {

  /**
   * One call.
   *
   * @param name what it shows
   * @param inputs in the order of the model
   * @param outputs in the order of the model
   */
  record Case(String name, List<GoldenTensor> inputs, List<GoldenTensor> outputs) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Golden read(String folder) {
    List<Case> cases = new ArrayList<>();
    String text = new String(Resources.read(folder + "/golden.txt"), StandardCharsets.UTF_8);
    for (String line : text.lines().toList()) {
      String[] words = line.split(" ", -1);
      switch (words[0]) {
        case "case" -> cases.add(new Case(words[1], new ArrayList<>(), new ArrayList<>()));
        case "input" -> last(cases).inputs().add(tensor(words));
        case "output" -> last(cases).outputs().add(tensor(words));
        case "#", "" -> {}
        default -> throw new IllegalArgumentException("golden line of " + folder + ": " + line);
      }
    }
    return new Golden(cases);
  }

  private static Case last(List<Case> cases) {
    return cases.get(cases.size() - 1);
  }

  private static GoldenTensor tensor(String[] words) {
    Shape shape =
        words[3].equals("scalar")
            ? Shape.scalar()
            : Shape.of(Arrays.stream(words[3].split("x")).mapToLong(Long::parseLong).toArray());
    List<String> values = List.of(words).subList(4, words.length);
    return new GoldenTensor(words[1], ElementType.valueOf(words[2]), shape, values);
  }

  /** Returns the case of that name. */
  Case named(String name) {
    return cases.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }
}
