package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.testkit.endtoend.CrashImage.Named;
import io.executionplane.testkit.endtoend.SteppedJvm.Next;
import io.executionplane.testkit.generate.Seeded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever step of writing a node dies at, what it answered is there, nothing is forked or doubled,
 * and nothing is run twice.
 */
class KilledAtEveryStepTest {

  /** How often more than in each build: {@code -Dexecution-plane.test.thoroughness=5}. */
  private static final int THOROUGHNESS =
      Integer.getInteger("execution-plane.test.thoroughness", 1);

  /** Of all steps, after how many a node is started again. The store is opened after each. */
  private static final int RESTARTS = 5 * THOROUGHNESS;

  private static final int KILLS = 2 * THOROUGHNESS;
  private static final int FAILURES = THOROUGHNESS;

  @TempDir private Path directory;

  private final Seeded random = Seeded.fresh();
  private Path home;
  private Commands commands;

  /** Tables and keys are there: what is looked at is work, not how a store is made. */
  @BeforeEach
  void prepare() throws IOException {
    home = Files.createDirectory(directory.resolve("home"));
    commands = Commands.in(home);
    CrashImage.requireFiles();
    TestPlane.in(home.resolve("data")).close();
  }

  @AfterEach
  void endWhatWasLeft() {
    commands.mark().kill();
  }

  @Test
  void leavesAWholeRecordAtEveryStepAndRunsNothingAgain() throws Exception {
    var ids = List.of("one", "two");
    var images = imagesOf(ids);
    var named = named(ids);

    for (var image : images) {
      image.assertWhole(named);
    }
    for (var i = 0; i < RESTARTS; i++) {
      assertRecovers(images.remove(random.between(0, images.size() - 1)), named);
    }
  }

  /** Each node also finds what the one before it left. */
  @Test
  void losesNothingHoweverOftenItIsKilled() throws Exception {
    var steps = imagesOf(List.of("all")).size();
    var ids = new ArrayList<String>();
    for (var kill = 0; kill < KILLS; kill++) {
      var id = "killed-" + kill;
      ids.add(id);
      var last = random.between(1, steps);
      try (var jvm = SteppedJvm.start(WritingPlane.class, arguments(List.of(id)))) {
        jvm.run((number, name) -> number < last ? Next.GO_ON : Next.KILL);
      }
    }

    assertRecovers(new CrashImage(random.toString(), home), named(ids));
  }

  /** Also writes that are no statement's: the file of the database, its mark, the checkpoint. */
  @Test
  void losesNothingWhicheverWriteOfAFileFails() throws Exception {
    var steps = imagesOf(List.of("all")).size();
    var ids = new ArrayList<String>();
    for (var failure = 0; failure < FAILURES; failure++) {
      var id = "failed-" + failure;
      ids.add(id);
      var broken = random.between(1, steps);
      try (var jvm = SteppedJvm.start(WritingPlane.class, arguments(List.of(id)))) {
        jvm.run((number, name) -> number == broken ? Next.FAIL : Next.GO_ON);
      }
    }

    assertRecovers(new CrashImage(random.toString(), home), named(ids));
  }

  private static List<String> plus(List<String> list, List<String> more) {
    var all = new ArrayList<>(list);
    all.addAll(more);
    return all;
  }

  private List<String> arguments(List<String> ids) {
    return plus(List.of(home.toString(), commands.mark().value()), ids);
  }

  /** Runs commands, and keeps what is there before each step, unless nothing has changed. */
  private List<CrashImage> imagesOf(List<String> ids) throws IOException {
    var images = new ArrayList<CrashImage>();
    try (var jvm = SteppedJvm.start(WritingPlane.class, arguments(ids))) {
      jvm.run(
          (number, name) -> {
            var what = "%s, before step %d, %s".formatted(random, number, name);
            images.add(CrashImage.of(home, what, directory.resolve("image-" + number)));
            return Next.GO_ON;
          });
    }
    images.add(CrashImage.of(home, "at the end", directory.resolve("image-end")));
    return images;
  }

  private List<Named> named(List<String> ids) {
    try (var plane = TestPlane.in(directory.resolve("other"))) {
      return ids.stream().map(id -> new Named(id, WritingPlane.ref(plane, commands, id))).toList();
    }
  }

  // --- Starting again

  /** A request that was started is not started again; one that was not is, once. */
  private void assertRecovers(CrashImage image, List<Named> executions) throws Exception {
    try (var plane = TestPlane.in(image.data())) {
      for (var each : executions) {
        var wasStarted = plane.eventTypes(each.ref()).contains("execution.started");
        var before = CrashImage.effects(home, each.id());

        plane.submitUntilRecorded(WritingPlane.request(plane, commands, each.id()));
        plane.result(each.ref());

        assertThat(CrashImage.effects(home, each.id()) - before)
            .as("%s: %s", image.what(), each.id())
            .isEqualTo(wasStarted ? 0 : 1);
        TestPlane.await(plane.plane().anchored(each.ref()));
      }
    }
    image.assertWhole(executions);
  }
}
