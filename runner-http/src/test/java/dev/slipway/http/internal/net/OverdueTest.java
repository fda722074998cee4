package dev.slipway.http.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What must be over in some time")
class OverdueTest {

  private final long now = System.nanoTime();
  private final long old = now - Duration.ofMinutes(2).toNanos();
  private final Overdue overdue = new Overdue(Duration.ofMinutes(1));
  private final List<String> late = new ArrayList<>();

  @Test
  @DisplayName("is told once where it is late, in its order, and not where it is not")
  void late() {
    overdue.add(old, () -> late.add("a"));
    overdue.add(old + 1, () -> late.add("b"));
    overdue.add(now, () -> late.add("young"));
    overdue.sweep();
    overdue.sweep();
    assertThat(late).containsExactly("a", "b");
  }

  @Test
  @DisplayName("is not told where it was over before, at either end and in the middle")
  void over() {
    List<Overdue.Entry> entries = new ArrayList<>();
    for (String name : List.of("a", "b", "c", "d", "e")) {
      entries.add(overdue.add(old, () -> late.add(name)));
    }
    entries.get(0).over();
    entries.get(2).over();
    entries.get(4).over();
    entries.get(2).over();
    overdue.sweep();
    assertThat(late).containsExactly("b", "d");
    entries.get(1).over();
    overdue.add(old, () -> late.add("f"));
    overdue.sweep();
    assertThat(late).containsExactly("b", "d", "f");
  }

  @Test
  @DisplayName("may be ended by what is done about another that is late")
  void cascade() {
    List<Overdue.Entry> entries = new ArrayList<>();
    overdue.add(
        old,
        () -> {
          late.add("a");
          entries.get(0).over();
        });
    entries.add(overdue.add(old, () -> late.add("b")));
    overdue.sweep();
    assertThat(late).containsExactly("a");
  }
}
