package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thousands that wait need little memory, and one who floods leaves room for the others. */
class QueueFloodTest {

  /** How many are submitted; most of them wait. */
  private static final int REQUESTS = Integer.getInteger("execution-plane.test.queued", 10_000);

  private static final int QUEUED_MAX = 8_000;
  private static final int RUNNING_MAX = 2;
  private static final int OF_EACH_OTHER = 200;

  /** Of the places that are free, a tenant may hold eight times as many: eight ninths, alone. */
  private static final int OF_ONE_TENANT_MAX = QUEUED_MAX / 9 * 8 + 8;

  /** And when all others have taken what they came for, it still gets eight ninths of the rest. */
  private static final int OF_ONE_TENANT_MIN =
      (QUEUED_MAX - OF_EACH_OTHER * FloodedPlane.OTHERS.size()) / 9 * 8;

  @TempDir private Path directory;

  @Test
  void keepsThousandsWaitingInAQuarterOfAGibibyteAndRoomForThoseWhoComeWithLittle() {
    var commands = Commands.in(directory);
    var flooding = REQUESTS - OF_EACH_OTHER * FloodedPlane.OTHERS.size();

    try (var plane = start(commands, flooding)) {
      var flooded = counts(plane.nextLine(), FloodedPlane.FLOODING);
      var others =
          FloodedPlane.OTHERS.stream().map(each -> counts(plane.nextLine(), each)).toList();
      var occupied = counts(plane.nextLine(), "occupied");
      plane.finish();

      var least = Math.min(flooding, OF_ONE_TENANT_MIN);

      assertThat(others).allMatch(List.of(OF_EACH_OTHER, 0, 0)::equals);
      assertThat(flooded.get(0)).isBetween(least, OF_ONE_TENANT_MAX + RUNNING_MAX);
      assertThat(flooded.get(0) + flooded.get(1)).isEqualTo(flooding);
      assertThat(flooded.get(2)).as("turned away with a hint").isEqualTo(flooded.get(1));
      var admitted = flooded.get(0) + OF_EACH_OTHER * others.size();
      assertThat(occupied).containsExactly(RUNNING_MAX, admitted - RUNNING_MAX);
    }
    assertThat(commands.mark().alive()).isEmpty();
  }

  private static ForkedPlane start(Commands commands, int flooding) {
    var arguments =
        List.of(
            commands.directory().toString(),
            commands.mark().value(),
            Integer.toString(flooding),
            Integer.toString(OF_EACH_OTHER));
    return ForkedPlane.start(FloodedPlane.class, commands, Map.of(), arguments);
  }

  private static List<Integer> counts(String line, String name) {
    var words = line.split(" ", -1);
    assertThat(words[0]).isEqualTo(name);
    return IntStream.range(1, words.length).map(i -> Integer.parseInt(words[i])).boxed().toList();
  }
}
