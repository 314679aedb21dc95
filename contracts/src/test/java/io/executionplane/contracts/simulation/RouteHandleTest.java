package io.executionplane.contracts.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.json.Sha256;
import org.junit.jupiter.api.Test;

class RouteHandleTest {

  @Test
  void keepsAnIdThatAHandleCanHold() {
    assertThat(RouteHandle.of("a://", "route-1/é:😀")).isEqualTo("a://route-1/é:😀");
  }

  @Test
  void encodesWhatAHandleCannotHoldAndItsOwnMark() {
    assertThat(RouteHandle.of("a://", "a b")).isEqualTo("a://a%20b");
    assertThat(RouteHandle.of("a://", "a%20b")).isEqualTo("a://a%2520b");
    assertThat(RouteHandle.of("a://", "\u2028\n")).isEqualTo("a://%E2%80%A8%0A");
  }

  @Test
  void givesTheDigestOfAnIdThatIsTooLong() {
    var longest = "r".repeat(508);

    assertThat(RouteHandle.of("a://", longest)).isEqualTo("a://" + longest);
    assertThat(RouteHandle.of("a://", longest + "r"))
        .isEqualTo("a://" + Sha256.ofText(longest + "r"));
  }
}
