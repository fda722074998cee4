package dev.slipway.tck;

import dev.slipway.spi.ModelArtefact;
import dev.slipway.spi.ModelFormat;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * The models of the kit: a file for each format, and golden records that are the same for all.
 * Public for the tests that an engine has beside the contract.
 */
public enum ReferenceModel {
  /** The input itself, for {@code BOOL}; this and the following {@code [n, 2]}. */
  IDENTITY_BOOL(Trait.BOOL),
  /** The input itself, for {@code INT8}. */
  IDENTITY_INT8(Trait.INT8),
  /** The input itself, for {@code INT16}. */
  IDENTITY_INT16(Trait.INT16),
  /** The input itself, for {@code INT32}. */
  IDENTITY_INT32(Trait.INT32),
  /** The input itself, for {@code INT64}. */
  IDENTITY_INT64(Trait.INT64),
  /** The input itself, for {@code UINT8}. */
  IDENTITY_UINT8(Trait.UINT8),
  /** The input itself, for {@code UINT16}. */
  IDENTITY_UINT16(Trait.UINT16),
  /** The input itself, for {@code UINT32}. */
  IDENTITY_UINT32(Trait.UINT32),
  /** The input itself, for {@code UINT64}. */
  IDENTITY_UINT64(Trait.UINT64),
  /** The input itself, for {@code FLOAT16}. */
  IDENTITY_FLOAT16(Trait.FLOAT16),
  /** The input itself, for {@code BFLOAT16}. */
  IDENTITY_BFLOAT16(Trait.BFLOAT16),
  /** The input itself, for {@code FLOAT32}. */
  IDENTITY_FLOAT32(Trait.FLOAT32),
  /** The input itself, for {@code FLOAT64}. */
  IDENTITY_FLOAT64(Trait.FLOAT64),
  /** The input itself, texts of {@code [n]}. */
  IDENTITY_STRING(Trait.STRING),
  /** The input itself, texts of {@code [n, 2]}. */
  STRING_MATRIX(Trait.STRING, Trait.STRING_MATRIX),
  /** The place of each text in a vocabulary with characters from many planes, -1 if it has none. */
  VOCABULARY(Trait.STRING, Trait.INT64, Trait.ANY_TEXT_INPUT),
  /** The other way: the text at each place, "?" if there is none. */
  SPELLING(Trait.STRING, Trait.INT64, Trait.ANY_TEXT_OUTPUT),
  /** The negative of one number of rank 0. */
  SCALAR(Trait.SCALAR),
  /** The negative of numbers of {@code [n, m]}, both free. */
  GRID(),
  /** Three inputs of two types, three outputs in another order. */
  SEVERAL(Trait.INT64),
  /** A matrix product and a sum. */
  LINEAR(),
  /** The same with its weights in a file of their own. */
  EXTERNAL(Trait.EXTERNAL_DATA),
  /** Two dense layers with ReLU and sigmoid. */
  MLP(),
  /** Scores of three named classes. */
  CLASSIFIER(Trait.CLASS_LABELS),
  /** The places of the values that are not 0. */
  NONZERO(Trait.DATA_DEPENDENT_SHAPE, Trait.INT64),
  /** Values of a small table by index; an index outside of it fails. */
  GATHER(Trait.INT64),
  /** The input negated as often as a number of rank 0 says, one after the other. */
  LOOP(Trait.SCALAR, Trait.INT64);

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable, its type does not say so
  private final Set<Trait> traits;

  ReferenceModel(Trait... traits) {
    this.traits = Set.of(traits);
  }

  /**
   * Returns what an engine needs to run it.
   *
   * @return empty if every engine must run it
   */
  public Set<Trait> traits() {
    return traits;
  }

  /** Returns the name of its folder of resources. */
  String folder() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Returns whether a format can have it.
   *
   * @param format one that the kit has files of
   * @return false for values in a file of their own where a model is one file, and for names of
   *     classes where the format has none
   */
  public boolean existsIn(ModelFormat format) {
    return switch (this) {
      case EXTERNAL -> !format.equals(ModelFormat.TFLITE);
      case CLASSIFIER -> !format.equals(ModelFormat.SAVED_MODEL);
      default -> true;
    };
  }

  /** Returns its golden records. */
  Golden golden() {
    return Golden.read(folder());
  }

  /**
   * Returns its files in a format.
   *
   * @param format one that the kit has files of
   * @param directory where copies go when an engine asks for them
   * @return the artefact, in memory
   */
  public ModelArtefact artefact(ModelFormat format, Path directory) {
    return ReferenceArtefact.of(this, format, directory);
  }
}
