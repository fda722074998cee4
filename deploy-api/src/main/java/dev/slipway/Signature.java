package dev.slipway;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The typed columns or tensors that callers send and get, and the parameters of a call; the meaning
 * is MLflow's model signature.
 *
 * @param inputs what callers send, in order; names are distinct
 * @param outputs what callers get, in order; names are distinct
 * @param params what a call may set
 */
public record Signature(List<Field> inputs, List<Field> outputs, List<Param> params) {

  /**
   * Checks the components.
   *
   * @param inputs see the record
   * @param outputs see the record
   * @param params see the record
   */
  public Signature {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    params = List.copyOf(params);
    checkDistinct("input", names(inputs));
    checkDistinct("output", names(outputs));
    checkDistinct("param", params.stream().map(Param::name).toList());
  }

  /**
   * Returns a signature without params.
   *
   * @param inputs what callers send
   * @param outputs what callers get
   * @return the signature
   */
  public static Signature of(List<Field> inputs, List<Field> outputs) {
    return new Signature(inputs, outputs, List.of());
  }

  private static List<String> names(List<Field> fields) {
    List<String> names = new ArrayList<>();
    for (Field field : fields) {
      names.add(field.name());
    }
    return names;
  }

  private static void checkDistinct(String kind, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException(kind + " '" + name + "' stands twice");
      }
    }
  }

  /**
   * Returns the names of the inputs.
   *
   * @return in order
   */
  public List<String> inputNames() {
    return names(inputs);
  }

  /**
   * Returns the names of the outputs.
   *
   * @return in order
   */
  public List<String> outputNames() {
    return names(outputs);
  }

  /**
   * Returns one input.
   *
   * @param name its name, exactly
   * @return the field, or empty if there is none of that name
   */
  public Optional<Field> input(String name) {
    return inputs.stream().filter(field -> field.name().equals(name)).findFirst();
  }

  /** Whether a field is a column of a table of values or a tensor. */
  public enum Kind {
    /** A column: one value a row, or a list of them; narrower types are widened as MLflow does. */
    COLUMN,
    /** A tensor: types are exact. */
    TENSOR
  }

  /**
   * One column or tensor.
   *
   * @param name its name; may be empty for the only field of its side
   * @param type the type of its elements
   * @param shape its dimensions with the row axis first, {@code [-1]} for a column; rank 0 only for
   *     an artefact's own scalars
   * @param kind column or tensor
   * @param required whether a call must have it; outputs are always required
   */
  public record Field(String name, ElementType type, Shape shape, Kind kind, boolean required) {

    /**
     * Checks the components.
     *
     * @param name see the record
     * @param type see the record
     * @param shape see the record
     * @param kind see the record
     * @param required see the record
     */
    public Field {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(shape, "shape");
      Objects.requireNonNull(kind, "kind");
    }

    /**
     * Returns a required column of one value a row.
     *
     * @param name its name
     * @param type the type of its values
     * @return the field
     */
    public static Field column(String name, ElementType type) {
      return new Field(name, type, Shape.of(Shape.FREE), Kind.COLUMN, true);
    }

    /**
     * Returns a required tensor.
     *
     * @param name its name
     * @param type the type of its elements
     * @param shape with the row axis first
     * @return the field
     */
    public static Field tensor(String name, ElementType type, Shape shape) {
      return new Field(name, type, shape, Kind.TENSOR, true);
    }

    /**
     * Returns this field as one that a call may leave out.
     *
     * @return the field, not required
     */
    public Field optional() {
      return new Field(name, type, shape, kind, false);
    }

    /**
     * Returns this field under another name.
     *
     * @param newName its name
     * @return the field, renamed
     */
    public Field named(String newName) {
      return new Field(newName, type, shape, kind, required);
    }

    /**
     * Returns the shape of one row.
     *
     * @return the shape without its first dimension, rank 0 for one value a row and for scalars
     */
    public Shape rowShape() {
      return shape.rank() == 0 ? shape : shape.row();
    }

    /** Returns the name, the type, the shape of a row if it has one, and a mark if optional. */
    @Override
    public String toString() {
      String dimensions = kind == Kind.COLUMN && shape.rank() == 1 ? "" : shape.toString();
      return (name.isEmpty() ? "(unnamed)" : name)
          + ": "
          + type.name().toLowerCase(Locale.ROOT)
          + dimensions
          + (required ? "" : " (optional)");
    }
  }

  /**
   * A parameter that a call may set.
   *
   * @param name its name
   * @param type the type of its value
   * @param shape rank 0 for one value, {@code [-1]} for a list
   * @param defaultValue what counts where a call sets nothing; null only if the package says so
   */
  public record Param(String name, ElementType type, Shape shape, @Nullable Object defaultValue) {

    /**
     * Checks the components.
     *
     * @param name see the record
     * @param type see the record
     * @param shape see the record
     * @param defaultValue see the record
     */
    public Param {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(shape, "shape");
    }
  }
}
