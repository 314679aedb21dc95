package io.executionplane.lanes.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.ConfigFactory;
import io.executionplane.lanes.spi.Finding;
import io.executionplane.lanes.spi.LaneProvider;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ProcessLaneSettingsTest {

  @Test
  void readsItsDefaultsFromTheReferenceConfiguration() {
    var settings = ProcessLaneSettings.from(ConfigFactory.load());

    assertThat(settings.grace()).hasSeconds(5);
    assertThat(settings.outputAfterExit()).hasSeconds(2);
    assertThat(settings.workingDirectory()).startsWith("/").doesNotEndWith("/.");
  }

  @Test
  void hasAKeyForEachComponentAndNoOther() {
    var keys = ConfigFactory.load().getConfig(ProcessLaneSettings.SECTION).root().keySet();
    var components =
        Arrays.stream(ProcessLaneSettings.class.getRecordComponents())
            .map(component -> kebab(component.getName()))
            .toList();

    assertThat(keys)
        .filteredOn(key -> !key.startsWith("ssh") && !key.startsWith("guest")) // Read by those.
        .containsExactlyInAnyOrderElementsOf(components);
  }

  @Test
  void namesTheKeyThatIsOutOfRange() {
    var config =
        ConfigFactory.parseString(ProcessLaneSettings.SECTION + ".launch-threads = 0")
            .withFallback(ConfigFactory.load());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProcessLaneSettings.from(config))
        .withMessageContaining("execution-plane.lanes.process.launch-threads");
  }

  @Test
  void makesTheLaneAndItsTargetThroughTheProvider() {
    var provider =
        ServiceLoader.load(LaneProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(each -> each.laneId().equals("process"))
            .findFirst()
            .orElseThrow();
    var config = ConfigFactory.load();
    var now = Instant.parse("2026-11-20T09:00:00Z");

    var lane = provider.create(config);
    var target = LaneBench.await(provider.targetVerifiers(lane, config).get(0).verify(now));

    assertThat(provider.preflight(config))
        .extracting(Finding::grade)
        .containsOnly(Finding.Grade.OK);
    assertThat(lane.capabilities().laneId()).isEqualTo("process");
    assertThat(target.attestedClasses()).endsWith("local-process-weak");
    assertThat(target.expiresAt()).isEqualTo(now.plusSeconds(600));
    lane.close();
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
