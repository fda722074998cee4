package dev.slipway.spi;

import dev.slipway.Column;
import dev.slipway.Signature;
import java.util.List;
import java.util.function.ObjIntConsumer;

/**
 * A preprocessing step: some columns in, some columns out, row by row; what a row becomes never
 * depends on other rows. Immutable and thread-safe.
 */
public interface Step {

  /**
   * Returns the columns that this step reads.
   *
   * @return their names, in the order in which {@link Kernel#apply} gets them
   */
  List<String> inputs();

  /**
   * Returns the columns that this step makes; one of the name of a column before it replaces that.
   *
   * @return in the order in which {@link Kernel#apply} returns them; row shapes are fixed
   */
  List<Signature.Field> outputs();

  /**
   * Makes a place for calls with memory of its own.
   *
   * @return a kernel that is used again and again
   */
  Kernel newKernel();

  /** A place for one call at a time. Not thread-safe. */
  interface Kernel {

    /**
     * Computes the outputs. Allocates nothing once it has seen as many rows.
     *
     * @param inputs in the order of {@link Step#inputs()}, of equal length
     * @param rejections takes a message and the row for each row that has a value the step refuses;
     *     the outputs of such a row are undefined
     * @return in the order of {@link Step#outputs()}, owned by this kernel, valid until its next
     *     call
     */
    List<Column> apply(List<Column> inputs, ObjIntConsumer<String> rejections);
  }
}
