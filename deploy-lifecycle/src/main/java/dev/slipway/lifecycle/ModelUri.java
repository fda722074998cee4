package dev.slipway.lifecycle;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.Problem;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A {@code models:} URI, with MLflow's meaning.
 *
 * <table>
 *   <caption>The shapes of URI</caption>
 *   <tr><th>URI</th><th>kind</th><th>means</th></tr>
 *   <tr><td>{@code models:/name/3}</td><td>VERSION</td><td>that version</td></tr>
 *   <tr><td>{@code models:/name/latest}</td><td>LATEST</td><td>the highest number</td></tr>
 *   <tr><td>{@code models:/name@alias}</td><td>ALIAS</td><td>what the alias means now</td></tr>
 *   <tr><td>{@code models:/name/Production}</td><td>STAGE</td><td>the highest number in that
 *       stage</td></tr>
 *   <tr><td>{@code models:/m-1f…}</td><td>MODEL_ID</td><td>a logged model of MLflow 3</td></tr>
 * </table>
 *
 * @param kind what the selector is
 * @param name of the model; empty for {@link Kind#MODEL_ID}
 * @param selector the number in decimal digits, the alias, the stage as {@link Stage#toString}, the
 *     model id; {@code latest} for {@link Kind#LATEST}
 */
public record ModelUri(Kind kind, String name, String selector) {

  /** The scheme, with its colon. */
  public static final String SCHEME = "models:";

  private static final String LATEST = "latest";

  /** What the selector of a URI is. */
  public enum Kind {
    /** The number of a version. */
    VERSION,
    /** The latest version. */
    LATEST,
    /** An alias. */
    ALIAS,
    /** A stage. */
    STAGE,
    /** The id of a logged model of MLflow 3, which belongs to no name. */
    MODEL_ID
  }

  /**
   * Returns the URI of a version.
   *
   * @param name of the model
   * @param number from 1
   * @return the URI
   */
  public static ModelUri ofVersion(String name, int number) {
    return new ModelUri(Kind.VERSION, name, Integer.toString(number));
  }

  /**
   * Returns the URI of an alias.
   *
   * @param name of the model
   * @param alias one of its aliases
   * @return the URI
   */
  public static ModelUri ofAlias(String name, String alias) {
    return new ModelUri(Kind.ALIAS, name, alias);
  }

  /**
   * Returns the URI of the latest version in a stage.
   *
   * @param name of the model
   * @param stage the stage
   * @return the URI
   */
  public static ModelUri ofStage(String name, Stage stage) {
    return new ModelUri(Kind.STAGE, name, stage.toString());
  }

  /**
   * Returns the URI of the latest version.
   *
   * @param name of the model
   * @return the URI
   */
  public static ModelUri ofLatest(String name) {
    return new ModelUri(Kind.LATEST, name, LATEST);
  }

  /**
   * Returns whether a text is meant as such a URI.
   *
   * @param text any text
   * @return true if it begins with {@code models:}
   */
  public static boolean matches(String text) {
    return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /**
   * Reads a URI. Stages and {@code latest} are read in any case; {@code %xx} stands for a byte of
   * UTF-8.
   *
   * @param text the URI
   * @return its parts
   * @throws InvalidPackageException with {@code MODEL_NOT_FOUND} if it is none of the shapes above
   */
  public static ModelUri parse(String text) {
    if (!matches(text)) {
      throw malformed(text, "does not begin with " + SCHEME);
    }
    String path = text.substring(SCHEME.length());
    if (!path.startsWith("/") || path.startsWith("//")) {
      throw malformed(text, "has no single / after the colon");
    }
    String[] parts = path.substring(1).split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      parts[i] = decoded(text, parts[i]);
    }
    if (parts.length > 2 || parts[0].isBlank() || parts[parts.length - 1].isBlank()) {
      throw malformed(text, "has an empty part or more than two");
    }
    return parts.length == 2 ? ofSuffix(text, parts[0], parts[1]) : ofWhole(text, parts[0]);
  }

  private static ModelUri ofSuffix(String text, String name, String suffix) {
    if (suffix.matches("[0-9]+")) {
      String digits = suffix.replaceFirst("^0+(?=.)", "");
      return new ModelUri(Kind.VERSION, name, digits);
    }
    if (suffix.toLowerCase(Locale.ROOT).equals(LATEST)) {
      return ofLatest(name);
    }
    if (name.contains("@")) {
      throw malformed(text, "has an alias and a version, expected one of them");
    }
    return Stage.of(suffix)
        .map(stage -> ofStage(name, stage))
        .orElseThrow(
            () ->
                new RegistryLookup("Cannot find " + text).unknown("stage", suffix, Stage.names()));
  }

  private static ModelUri ofWhole(String text, String whole) {
    int at = whole.lastIndexOf('@');
    if (at < 0) {
      return new ModelUri(Kind.MODEL_ID, "", whole);
    }
    String name = whole.substring(0, at);
    String alias = whole.substring(at + 1);
    if (name.isBlank() || alias.isBlank()) {
      throw malformed(text, "has an empty name or alias");
    }
    return ofAlias(name, alias);
  }

  private static String decoded(String text, String part) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      throw malformed(text, "has a % that two hexadecimal digits do not follow");
    }
  }

  private static InvalidPackageException malformed(String text, String fact) {
    String expected =
        ", expected models:/NAME/VERSION, models:/NAME@ALIAS, models:/NAME/latest or"
            + " models:/NAME/STAGE";
    return new InvalidPackageException(
        ErrorCode.MODEL_NOT_FOUND,
        "Cannot find " + text,
        List.of(new Problem("", "the URI " + fact + expected)));
  }

  /** Returns the URI. */
  @Override
  public String toString() {
    return switch (kind) {
      case MODEL_ID -> SCHEME + "/" + encoded(selector);
      case ALIAS -> SCHEME + "/" + encoded(name) + "@" + encoded(selector);
      case VERSION, LATEST, STAGE -> SCHEME + "/" + encoded(name) + "/" + encoded(selector);
    };
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
