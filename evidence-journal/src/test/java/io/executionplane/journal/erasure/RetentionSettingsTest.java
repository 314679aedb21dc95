package io.executionplane.journal.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.execution.ExecutionStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionSettingsTest {

  private static RetentionSettings settings(String settings) {
    return RetentionSettings.from(
        ConfigFactory.parseString(RetentionSettings.PATH + " { " + settings + " }")
            .withFallback(ConfigFactory.load()));
  }

  @Test
  void keepsEverythingByItself() {
    var settings = settings("");

    assertThat(settings.keepsEverything()).isTrue();
    assertThat(settings.every()).isEqualTo(Duration.ofHours(1));
    assertThat(settings.pause()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void readsAPeriodForEachWayToEnd() {
    var settings = settings("output.timed-out = 7 days, request.rejected = 90 days");

    assertThat(settings.output().of(ExecutionStatus.TIMED_OUT)).contains(Duration.ofDays(7));
    assertThat(settings.output().of(ExecutionStatus.SUCCEEDED)).isEmpty();
    assertThat(settings.request().of(ExecutionStatus.REJECTED)).contains(Duration.ofDays(90));
    assertThat(settings.shortest()).contains(Duration.ofDays(7));
    assertThat(settings.keepsEverything()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'request.failed = 1 d', request.failed must not be shorter than output.failed",
    "'output.failed = 2 d, request.failed = 1 d', request.failed must not be shorter than"
        + " output.failed",
    "'output.lost = 59 s', 'output.lost must be forever, or 1 minute and more'",
    "'every = 59 s', every must be 60 s to 604800 s",
    "'every = 8 d', every must be 60 s to 604800 s",
    "'pause = 61 s', pause must be 0 s to 60 s",
  })
  void refusesWhatIsOutOfRange(String settings, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(settings))
        .withMessage(RetentionSettings.PATH + "." + message);
  }

  @Test
  void acceptsTheShortestPeriodAndOneThatIsTheSameForBoth() {
    var settings = settings("output.lost = 1 minute, request.lost = 1 minute");

    assertThat(settings.request().of(ExecutionStatus.LOST)).contains(Duration.ofMinutes(1));
  }

  @Test
  void namesTheKeyOfWhatIsNoDuration() {
    assertThatThrownBy(() -> settings("output.lost = never"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("execution-plane.retention.output.lost");
  }
}
