package dev.slipway.lifecycle.file;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import dev.slipway.lifecycle.ChangeNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names a registry takes: those that are one folder's name on every file system. */
final class NameRules {

  /** Characters of a model's name. */
  static final int MODEL = 128;

  /** Characters of an alias. */
  static final int ALIAS = 64;

  /** Characters of a tag's key. */
  static final int KEY = 250;

  /** Characters of a tag's value. */
  static final int VALUE = 5_000;

  /** Characters of a description, and of a reason. */
  static final int TEXT = 20_000;

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final Pattern ALIAS_FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");
  private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

  private final List<Problem> problems = new ArrayList<>();

  /** Checks the name of a model. */
  NameRules model(String name) {
    check("model name", name, modelFault(name, MODEL));
    return this;
  }

  /** Returns whether a model can have a name. */
  static boolean isModel(String name) {
    return modelFault(name, MODEL).isEmpty();
  }

  /** Checks what a note says. */
  NameRules note(ChangeNote note) {
    check("who", note.who(), textFault(note.who(), KEY).or(() -> emptyFault(note.who())));
    return text("why", note.why().orElse(""));
  }

  private static Optional<String> modelFault(String name, int most) {
    Optional<String> fault = formFault(name, most, PLAIN, "letters, digits, '.', '_' and '-'");
    if (fault.isPresent()) {
      return fault;
    }
    String stem = name.toLowerCase(Locale.ROOT).replaceFirst("\\..*", "");
    if (DEVICES.contains(stem) || stem.matches("(com|lpt)[0-9]")) {
      return Optional.of("is the name of a device on Windows, expected another");
    }
    return name.endsWith(".")
        ? Optional.of("ends with a dot, expected a letter, a digit, '_' or '-'")
        : Optional.empty();
  }

  /** Checks an alias. */
  NameRules alias(String alias) {
    Optional<String> fault =
        formFault(alias, ALIAS, ALIAS_FORM, "letters, digits, '_' and '-'")
            .or(
                () ->
                    alias.matches("(?i)latest|v?[0-9]+")
                        ? Optional.of("would be taken for a version, expected another")
                        : Optional.empty());
    check("alias", alias, fault);
    return this;
  }

  private static Optional<String> formFault(
      String name, int most, Pattern form, String characters) {
    if (name.isEmpty()) {
      return Optional.of("is empty, expected 1 to " + most + " characters");
    }
    if (name.length() > most) {
      return Optional.of("has " + name.length() + " characters, expected at most " + most);
    }
    return form.matcher(name).matches()
        ? Optional.empty()
        : Optional.of("is not of " + characters + " that start with a letter or digit");
  }

  /** Checks tags. */
  NameRules tags(Map<String, String> tags) {
    tags.forEach(this::tag);
    return this;
  }

  /** Checks one tag. */
  NameRules tag(String key, String value) {
    check("tag", key, textFault(key, KEY).or(() -> emptyFault(key)));
    check("value of tag " + shown(key), value, textFault(value, VALUE));
    return this;
  }

  private static Optional<String> emptyFault(String key) {
    return key.isBlank() ? Optional.of("is blank, expected a name") : Optional.empty();
  }

  /** Checks a text for people. */
  NameRules text(String kind, String text) {
    check(kind, text, textFault(text, TEXT));
    return this;
  }

  private static Optional<String> textFault(String text, int most) {
    if (text.length() > most) {
      return Optional.of("has " + text.length() + " characters, expected at most " + most);
    }
    boolean control = text.chars().anyMatch(c -> (c < ' ' && c != '\n' && c != '\t') || c == 0x7f);
    return control ? Optional.of("has a control character") : Optional.empty();
  }

  private void check(String kind, String name, Optional<String> fault) {
    fault.ifPresent(fact -> problems.add(new Problem(kind + " '" + shown(name) + "'", fact)));
  }

  /** Returns a name as it may stand in a message. */
  static String shown(String name) {
    String cut = name.length() > 80 ? name.substring(0, 77) + "…" : name;
    return cut.replaceAll("\\p{Cntrl}", "?");
  }

  /** Throws if anything is wrong. */
  void throwIfAny(String task) {
    if (!problems.isEmpty()) {
      throw new InvalidInputException(ErrorCode.INVALID_PARAMETER, task, problems);
    }
  }
}
