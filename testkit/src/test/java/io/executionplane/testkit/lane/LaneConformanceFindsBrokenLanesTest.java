package io.executionplane.testkit.lane;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.executionplane.lanes.spi.Lane;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * A suite that cannot fail shows nothing: each broken promise is found by the test that is named.
 */
class LaneConformanceFindsBrokenLanesTest {

  /** Which lane the suite below runs against; its runs follow one another. */
  private static Optional<BrokenLane> broken = Optional.empty();

  /** Run by the tests here; whoever else finds it finds nothing to run. */
  static final class Suite extends SampleConformance {

    @BeforeAll
    static void requireABrokenLane() {
      assumeTrue(broken.isPresent(), "skipped, because no broken lane is asked for");
    }

    @Override
    public Lane<SampleOrder> newLane() {
      return broken.orElseThrow().lane(effects);
    }

    @Override
    public Duration within() {
      return Duration.ofSeconds(1);
    }

    /** Long, for a slow machine; a watch ends as soon as it sees something. */
    @Override
    public Duration patience() {
      return Duration.ofSeconds(10);
    }
  }

  @AfterEach
  void forgetTheLane() {
    broken = Optional.empty();
  }

  @ParameterizedTest
  @EnumSource
  void findsALaneThat(BrokenLane lane) {
    broken = Optional.of(lane);

    var summary = run(method(lane.foundBy()));

    assertThat(summary.getTestsFoundCount()).isPositive();
    assertThat(summary.getTestsFailedCount()).isEqualTo(summary.getTestsFoundCount());
  }

  @Test
  void hasABrokenLaneForEachOfItsTests() {
    var tests = tests().map(Method::getName).collect(toSet());

    var found = Stream.of(BrokenLane.values()).map(BrokenLane::foundBy).collect(toSet());

    assertThat(found).containsExactlyInAnyOrderElementsOf(tests);
  }

  private static TestExecutionSummary run(Method test) {
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectMethod(Suite.class, test))
            .filters(EngineFilter.includeEngines("junit-jupiter"))
            .build();
    var results = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, results);
    return results.getSummary();
  }

  private static Method method(String name) {
    return tests().filter(test -> test.getName().equals(name)).findFirst().orElseThrow();
  }

  private static Stream<Method> tests() {
    return AnnotationSupport.findAnnotatedMethods(
        LaneConformance.class, Testable.class, HierarchyTraversalMode.TOP_DOWN)
        .stream();
  }
}
