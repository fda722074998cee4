package dev.slipway.batch.internal.score;

import dev.slipway.Choices;
import dev.slipway.ColumnBuffer;
import dev.slipway.Signature.Field;
import dev.slipway.batch.internal.database.Database;
import dev.slipway.batch.internal.database.ElementSql;
import dev.slipway.batch.internal.database.Sql;
import dev.slipway.batch.internal.input.BoundColumn;
import dev.slipway.batch.internal.input.Input;
import dev.slipway.batch.internal.input.InputColumn;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBScalarFunctionBuilder;

/**
 * The query that adds a predictor's answers to the columns of an input, in the input's order of
 * rows.
 */
public final class ScoringStatement {

  private static final String SCORE = Database.FUNCTION_PREFIX + "score";
  private static final String KEPT = Database.FUNCTION_PREFIX + "kept";
  private static final String ANSWER = Database.FUNCTION_PREFIX + "answer_";

  private final Input input;
  private final List<BoundColumn> columns;
  private final List<Field> outputs;
  private final List<ColumnBuffer> answers;
  private boolean rejecting;

  /**
   * Creates a query.
   *
   * @param input whose rows are scored
   * @param columns what the predictor gets of them
   * @param outputs the signature's outputs
   * @param answers a column of the type and row shape of each output
   */
  public ScoringStatement(
      Input input, List<BoundColumn> columns, List<Field> outputs, List<ColumnBuffer> answers) {
    this.input = input;
    this.columns = columns;
    this.outputs = outputs;
    this.answers = answers;
  }

  /**
   * Registers the functions that the query calls; they replace those of an earlier query.
   *
   * @param connection where the query will run
   * @param scoring what they work on
   * @throws SQLException if the database refuses
   */
  public void register(DuckDBConnection connection, Scoring scoring) throws SQLException {
    try (DuckDBScalarFunctionBuilder score = DuckDBFunctions.scalarFunction()) {
      score.withName(SCORE).withReturnType(DuckDBColumnType.BIGINT).withVolatile();
      for (DuckDBColumnType type : argumentTypes()) {
        score.withParameter(type);
      }
      score.withVectorizedFunction(scoring::score).register(connection);
    }
    for (int output = 0; output < answers.size(); output++) {
      registerAnswer(connection, scoring, output);
    }
    rejecting = scoring.isRejecting();
    if (rejecting) {
      registerKept(connection, scoring);
    }
  }

  /** Volatile, so that no filter is moved in front of the answers: those need whole chunks. */
  private static void registerKept(DuckDBConnection connection, Scoring scoring)
      throws SQLException {
    try (DuckDBScalarFunctionBuilder kept = DuckDBFunctions.scalarFunction()) {
      kept.withName(KEPT)
          .withParameter(DuckDBColumnType.BIGINT)
          .withReturnType(DuckDBColumnType.BOOLEAN)
          .withVolatile()
          .withVectorizedFunction(scoring::kept)
          .register(connection);
    }
  }

  private void registerAnswer(DuckDBConnection connection, Scoring scoring, int output)
      throws SQLException {
    try (DuckDBScalarFunctionBuilder answer = DuckDBFunctions.scalarFunction()) {
      answer
          .withName(ANSWER + output)
          .withParameters(DuckDBColumnType.BIGINT, DuckDBColumnType.INTEGER)
          .withReturnType(carrier(answers.get(output)))
          .withVectorizedFunction(
              (chunk, target) -> scoring.answer(output, chunk.vector(1).getInt(0), chunk, target))
          .register(connection);
    }
  }

  /** Labels are given as their places: far less than a text for each row. */
  private static DuckDBColumnType carrier(ColumnBuffer answer) {
    return answer.choices() == null ? ElementSql.carrier(answer.type()) : DuckDBColumnType.INTEGER;
  }

  private List<DuckDBColumnType> argumentTypes() {
    List<DuckDBColumnType> types = new ArrayList<>();
    types.add(DuckDBColumnType.BIGINT);
    types.add(DuckDBColumnType.BIGINT);
    for (BoundColumn column : columns) {
      if (column.length() != null) {
        types.add(DuckDBColumnType.BIGINT);
      }
    }
    for (BoundColumn column : columns) {
      column.elements().forEach(element -> types.add(ElementSql.carrier(column.type())));
    }
    return types;
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    arguments.add("CAST(" + input.fileExpression() + " AS BIGINT)");
    arguments.add("CAST(" + input.rowExpression() + " AS BIGINT)");
    for (BoundColumn column : columns) {
      if (column.length() != null) {
        arguments.add("CAST(" + column.length() + " AS BIGINT)");
      }
    }
    for (BoundColumn column : columns) {
      column
          .elements()
          .forEach(element -> arguments.add(ElementSql.toCarrier(column.type(), element)));
    }
    return arguments;
  }

  /**
   * Returns the query, to be asked for after {@link #register}.
   *
   * @param further columns to add behind the answers, as items of a select list
   * @return a query of all columns of the input, then all outputs, then {@code further}
   */
  public String sql(List<String> further) {
    List<String> inner = new ArrayList<>();
    List<String> outer = new ArrayList<>();
    for (InputColumn column : input.columns()) {
      inner.add(Sql.identifier(column.name()));
      outer.add(Sql.identifier(column.name()));
    }
    String token = token();
    inner.add(SCORE + "(" + String.join(", ", arguments()) + ") AS " + token);
    for (int output = 0; output < answers.size(); output++) {
      outer.add(answer(output, token) + " AS " + Sql.identifier(outputs.get(output).name()));
    }
    outer.addAll(further);
    String rows = "(SELECT " + String.join(", ", inner) + " FROM " + input.relation() + ")";
    if (!rejecting) {
      return "SELECT " + String.join(", ", outer) + " FROM " + rows;
    }
    outer.add(KEPT + "(" + token + ") AS " + token);
    return "SELECT * EXCLUDE ("
        + token
        + ") FROM (SELECT "
        + String.join(", ", outer)
        + " FROM "
        + rows
        + ") WHERE "
        + token;
  }

  /** Returns a name that no column of the input has. */
  private String token() {
    StringBuilder name = new StringBuilder("slipway_token");
    while (input.columns().stream().anyMatch(c -> c.name().equalsIgnoreCase(name.toString()))) {
      name.append('_');
    }
    return Sql.identifier(name.toString());
  }

  private String answer(int output, String token) {
    ColumnBuffer answer = answers.get(output);
    Choices choices = answer.choices();
    if (choices != null) {
      return ElementSql.choice(choices.texts(), ANSWER + output + "(" + token + ", 0)");
    }
    return ElementSql.rows(
        answer.rowShape(),
        k -> ElementSql.fromCarrier(answer.type(), ANSWER + output + "(" + token + ", " + k + ")"));
  }
}
