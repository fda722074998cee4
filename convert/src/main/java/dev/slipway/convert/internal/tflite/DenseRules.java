package dev.slipway.convert.internal.tflite;

import dev.slipway.ElementType;
import dev.slipway.convert.internal.onnx.Constant;
import dev.slipway.convert.internal.onnx.Dimensions;
import dev.slipway.convert.internal.onnx.Refusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tensorflow.lite.schema.BuiltinOperator;

/** The products of matrices. */
final class DenseRules {

  private static final int MATRIX = 2;

  private DenseRules() {}

  static void gemm(NodeScope node) {
    node.atMost(3);
    float alpha = node.node().real("alpha", 1);
    float beta = node.node().real("beta", 1);
    boolean turnLeft = node.node().flag("transA", 0);
    boolean turnRight = node.node().flag("transB", 0);
    Value left = node.real(0);
    Value right = node.real(1);
    Emitter emitter = node.emitter();
    Dimensions rows = turned(matrix(left), turnLeft);
    Dimensions columns = turned(matrix(right), turnRight);
    Dimensions product = product(rows, columns);
    int tensor = turnLeft ? turned(emitter, left) : emitter.plain(left);
    Optional<Value> added = node.optional(2).map(each -> node.real(2));
    if (right.isConstant()) {
      Constant weights = turnRight ? right.known() : right.known().permuted(1, 0);
      Optional<float[]> bias = added.flatMap(each -> bias(each, product, beta));
      int result = dense(emitter, tensor, scaled(weights, alpha), bias.orElse(null), product);
      node.give(product, bias.isPresent() ? result : plus(emitter, result, added, beta, product));
      return;
    }
    int second = turnRight ? turned(emitter, right) : emitter.plain(right);
    int result = batched(emitter, tensor, second, product);
    result = alpha == 1 ? result : emitter.mul(product, result, emitter.real(alpha));
    node.give(product, plus(emitter, result, added, beta, product));
  }

  private static Dimensions matrix(Value value) {
    if (value.rank() != MATRIX) {
      throw new Refusal(
          "takes '" + value.name() + "' of " + value.dimensions() + ", expected a matrix");
    }
    return value.dimensions();
  }

  private static Dimensions turned(Dimensions matrix, boolean turn) {
    return turn ? matrix.permuted(1, 0) : matrix;
  }

  private static int turned(Emitter emitter, Value value) {
    return emitter.transpose(emitter.plain(value), value.type(), value.dimensions(), 1, 0);
  }

  private static Dimensions product(Dimensions rows, Dimensions columns) {
    if (rows.fixed(1) != columns.fixed(0)) {
      throw new Refusal("multiplies " + rows + " by " + columns + ", expected shapes that fit");
    }
    return Dimensions.of(rows.size(0), columns.size(1));
  }

  private static Constant scaled(Constant weights, float factor) {
    if (factor == 1) {
      return weights;
    }
    float[] scaled = weights.reals().clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return Constant.of(ElementType.FLOAT32, weights.dimensions(), scaled);
  }

  /** Returns what is added to every row, if it is the same for all and known. */
  private static Optional<float[]> bias(Value added, Dimensions product, float beta) {
    Dimensions given = added.dimensions().padded(MATRIX);
    boolean isRow = given.rank() == MATRIX && given.size(0) == 1;
    if (!added.isConstant() || !isRow) {
      return Optional.empty();
    }
    Dimensions row = Dimensions.of(1, product.fixed(1));
    if (!given.broadcast(row).equals(row)) {
      throw new Refusal("adds " + added.dimensions() + " to " + product);
    }
    return Optional.of(scaled(added.known().expanded(row), beta).reals());
  }

  private static int plus(
      Emitter emitter, int result, Optional<Value> added, float beta, Dimensions product) {
    if (added.isEmpty() || beta == 0) {
      return result;
    }
    Dimensions given = added.get().dimensions();
    if (!given.broadcast(product).equals(product)) {
      throw new Refusal("adds " + given + " to " + product + ", expected a shape that fits");
    }
    int tensor = emitter.plain(added.get());
    tensor = beta == 1 ? tensor : emitter.mul(given, tensor, emitter.real(beta));
    return emitter.add(product, result, tensor);
  }

  /** Adds a dense layer; {@code weights} has a row for each element of the result's rows. */
  static int dense(
      Emitter emitter, int tensor, Constant weights, float @Nullable [] bias, Dimensions result) {
    int outputs = weights.dimensions().fixed(0);
    float[] added = bias == null ? new float[outputs] : bias;
    return emitter.emit(
        BuiltinOperator.FULLY_CONNECTED,
        Options.dense(),
        ElementType.FLOAT32,
        result,
        tensor,
        emitter.constant("weights", weights),
        emitter.reals(Dimensions.of(outputs), added));
  }

  private static int batched(Emitter emitter, int left, int right, Dimensions result) {
    return emitter.emit(
        BuiltinOperator.BATCH_MATMUL,
        Options.batchMatMul(),
        ElementType.FLOAT32,
        result,
        left,
        right);
  }

  static void matMul(NodeScope node) {
    node.atMost(2);
    Value left = node.real(0);
    Value right = node.real(1);
    if (left.rank() == 0 || right.rank() == 0) {
      throw new Refusal("multiplies a single number, expected vectors or matrices");
    }
    Emitter emitter = node.emitter();
    // A vector stands for a matrix of one row or one column, which the result then lacks.
    Dimensions rows = left.rank() == 1 ? left.dimensions().padded(MATRIX) : left.dimensions();
    Dimensions columns =
        right.rank() == 1 ? Dimensions.of(right.dimensions().size(0), 1) : right.dimensions();
    Dimensions product = batches(rows, columns);
    int first = emitter.plain(left);
    first = left.rank() == 1 ? emitter.reshape(first, ElementType.FLOAT32, rows) : first;
    int result;
    if (right.isConstant() && columns.rank() == MATRIX) {
      Constant weights = right.known().reshaped(columns).permuted(1, 0);
      result = dense(emitter, first, weights, null, product);
    } else {
      int rank = product.rank();
      int one = padded(emitter, first, rows, rank);
      int two = padded(emitter, emitter.plain(right), columns, rank);
      if (right.rank() == 1 && rank == MATRIX) {
        two = emitter.reshape(two, ElementType.FLOAT32, columns);
      }
      result = batched(emitter, one, two, product);
    }
    Dimensions wanted = right.rank() == 1 ? product.without(product.rank() - 1) : product;
    wanted = left.rank() == 1 ? wanted.without(product.rank() - MATRIX) : wanted;
    node.give(
        wanted,
        wanted.equals(product) ? result : emitter.reshape(result, ElementType.FLOAT32, wanted));
  }

  private static int padded(Emitter emitter, int tensor, Dimensions given, int rank) {
    return given.rank() == rank
        ? tensor
        : emitter.reshape(tensor, ElementType.FLOAT32, given.padded(rank));
  }

  private static Dimensions batches(Dimensions rows, Dimensions columns) {
    int rank = Math.max(rows.rank(), columns.rank());
    Dimensions left = rows.padded(rank);
    Dimensions right = columns.padded(rank);
    if (left.fixed(rank - 1) != right.fixed(rank - MATRIX)) {
      throw new Refusal("multiplies " + rows + " by " + columns + ", expected shapes that fit");
    }
    return left.with(rank - 1, 1)
        .with(rank - MATRIX, 1)
        .broadcast(right.with(rank - 1, 1).with(rank - MATRIX, 1))
        .with(rank - MATRIX, left.size(rank - MATRIX))
        .with(rank - 1, right.size(rank - 1));
  }
}
