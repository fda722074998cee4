package dev.slipway.batch.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The expression of a choice")
class ElementSqlTest {

  private static List<@Nullable String> chosen(List<String> choices) throws SQLException {
    String sql =
        "SELECT "
            + ElementSql.choice(choices, "place")
            + " FROM (VALUES (0, 0), (1, 2), (2, 1), (3, NULL)) t(n, place) ORDER BY n";
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<@Nullable String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  @Test
  @DisplayName("gives the texts of places, also empty and quoted ones")
  void distinct() throws SQLException {
    assertThat(chosen(List.of("", "it's", "Zürich"))).containsExactly("", "Zürich", "it's", null);
  }

  @Test
  @DisplayName("gives texts that stand twice, and texts that differ in case")
  void repeated() throws SQLException {
    assertThat(chosen(List.of("a", "b", "a"))).containsExactly("a", "a", "b", null);
    assertThat(chosen(List.of("a", "A", "b"))).containsExactly("a", "b", "A", null);
  }
}
