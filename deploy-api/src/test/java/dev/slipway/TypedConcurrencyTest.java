package dev.slipway;

import static dev.slipway.Signature.Field.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.Signature.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A typed predictor that many threads call")
class TypedConcurrencyTest {

  private static final int THREADS = 8;
  private static final int CALLS = 5_000;

  private static final List<Field> INPUTS =
      List.of(
          column("id", ElementType.INT64),
          column("text", ElementType.STRING),
          column("bad", ElementType.BOOL),
          column("fail", ElementType.BOOL));

  private record Question(long id, String text, boolean bad, boolean fail) {}

  private record Answer(long id, String text) {}

  private final EchoPredictor echo = new EchoPredictor(INPUTS, INPUTS.subList(0, 2));
  private final TypedPredictor<Question, Answer> typed = echo.as(Question.class, Answer.class);

  @Test
  @DisplayName("gives each call its own answer, with as many places as calls ran at once")
  void ownAnswers() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      CyclicBarrier start = new CyclicBarrier(THREADS);
      List<Future<Integer>> counts = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        long first = (long) thread * CALLS;
        counts.add(
            threads.submit(
                () -> {
                  start.await();
                  return ask(first);
                }));
      }
      for (Future<Integer> count : counts) {
        assertThat(count.get()).isEqualTo(CALLS);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(echo.places.get()).isBetween(1, THREADS);
  }

  /** Asks good, bad and failing questions; returns how many came out as they should. */
  private int ask(long first) {
    int right = 0;
    for (long id = first; id < first + CALLS; id++) {
      Question question = new Question(id, "text " + id, id % 7 == 3, id % 11 == 5);
      try {
        boolean same = typed.predict(question).equals(new Answer(id, "text " + id));
        right += same && !question.bad && !question.fail ? 1 : 0;
      } catch (InvalidInputException rejected) {
        right += question.bad && !question.fail ? 1 : 0;
      } catch (EngineException failed) {
        right += question.fail ? 1 : 0;
      }
    }
    return right;
  }

  @Test
  @DisplayName("gets its place back from every exception")
  void placesComeBack() {
    for (int call = 0; call < 1_000; call++) {
      boolean fail = call % 2 == 0;
      assertThatThrownBy(() -> typed.predict(new Question(1, "a", !fail, fail)))
          .isInstanceOf(fail ? EngineException.class : InvalidInputException.class);
    }
    assertThat(typed.predict(new Question(7, "b", false, false))).isEqualTo(new Answer(7, "b"));
    assertThat(echo.places).hasValue(1);
  }
}
