package io.executionplane.testkit.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Violation;
import io.executionplane.contracts.lane.LanePayload;
import io.executionplane.lanes.spi.Lane;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * What every lane promises before it runs anything: to say what it can do, and to refuse what it
 * cannot. A part of {@link LaneConformance}.
 *
 * @param <P> the lane's payloads
 */
public interface LaneAcceptance<P extends LanePayload> extends LaneSituations<P> {

  @Test
  default void refusesAnOperationThatItDoesNotHave() {
    withLane(
        lane -> {
          var refusal = refusal(lane, "no_such_operation", quickSuccess().payload());

          assertThat(refusal).isNotNull();
        });
  }

  @Test
  default void refusesAPayloadWithAnUnknownFieldAndPointsAtIt() {
    withLane(
        lane -> {
          var strange = quickSuccess().payload().toNode().put("no_such_field", 1);

          var refusal = refusal(lane, quickSuccess().operation(), JsonObject.of(strange));

          assertThat(refusal).isNotNull();
          assertThat(refusal.violations())
              .extracting(Violation::pointer)
              .contains("/no_such_field");
        });
  }

  @Test
  default void saysTheSameOfItselfEveryTime() {
    withLane(
        lane -> {
          var capabilities = lane.capabilities();

          withLane(other -> assertThat(other.capabilities()).isEqualTo(capabilities));

          assertThat(capabilities.operations())
              .doesNotHaveDuplicates()
              .contains(quickSuccess().operation(), hang().operation(), flood().operation());
        });
  }

  private ContractViolationException refusal(Lane<P> lane, String operation, JsonObject payload) {
    return catchThrowableOfType(
        ContractViolationException.class, () -> lane.accept(operation, payload));
  }

  private void withLane(Consumer<Lane<P>> test) {
    var lane = newLane();
    try {
      test.accept(lane);
    } finally {
      lane.close();
    }
  }
}
