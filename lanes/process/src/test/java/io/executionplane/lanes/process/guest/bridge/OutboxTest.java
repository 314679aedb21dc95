package io.executionplane.lanes.process.guest.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.lanes.process.guest.bridge.Frame.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboxTest {

  @Test
  void sendsAgainWhatHasNotArrivedOnceThereIsAnotherConnection() throws Exception {
    var outbox = new Outbox(true);
    List.of("a", "b", "c").forEach(each -> outbox.post(event(each)));
    var first = outbox.connect(0);
    assertThat(next(outbox, first, 2)).containsExactly("1 a", "2 b");

    var second = outbox.connect(1);

    assertThat(next(outbox, second, 2)).containsExactly("2 b", "3 c");
  }

  @Test
  void sendsNothingMoreOverAConnectionThatWasReplaced() throws Exception {
    var outbox = new Outbox(true);
    var first = outbox.connect(0);
    outbox.post(event("a"));

    outbox.connect(0);

    assertThat(outbox.next(first)).isEmpty();
  }

  @Test
  void forgetsWhatHasArrived() throws Exception {
    var outbox = new Outbox(true);
    outbox.post(event("a"));
    outbox.post(event("b"));
    var first = outbox.connect(0);
    next(outbox, first, 2);
    outbox.acknowledge(2);
    outbox.post(event("c"));

    assertThat(next(outbox, outbox.connect(2), 1)).containsExactly("3 c");
  }

  @Test
  void refusesAnAcknowledgementOfWhatWasNeverSent() throws Exception {
    var outbox = new Outbox(true);
    outbox.post(event("a"));

    assertThatThrownBy(() -> outbox.acknowledge(2)).isInstanceOf(BridgeException.class);
    assertThatThrownBy(() -> outbox.connect(2)).isInstanceOf(BridgeException.class);
  }

  @Test
  void losesWhatMayBeLost() throws Exception {
    var outbox = new Outbox(true);
    var first = outbox.connect(0);
    outbox.pass(event("beat"));
    outbox.post(event("a"));
    outbox.leave(first);

    assertThat(next(outbox, outbox.connect(0), 1)).containsExactly("1 a");
  }

  @Test
  void saysItsLastWordAndNothingAfterIt() throws Exception {
    var outbox = new Outbox(true);
    var first = outbox.connect(0);
    outbox.post(event("a"));
    outbox.close(event("bye"));
    outbox.post(event("b"));

    assertThat(next(outbox, first, 1)).containsExactly("0 bye");
    assertThat(outbox.next(first)).isEmpty();
    assertThat(outbox.isClosed()).isTrue();
  }

  @Test
  void keepsAndNumbersNothingWhereThatWasNotAgreedOn() throws Exception {
    var outbox = new Outbox(false);
    var sent = new AtomicInteger();
    var first = outbox.connect(0);
    outbox.post(event("a"), sent::incrementAndGet);

    var frame = outbox.next(first).orElseThrow();
    frame.onSent().run();

    assertThat(frame.number()).isZero();
    assertThat(sent).hasValue(1);
  }

  private static Event event(String name) {
    return new Event(name, Payload.none());
  }

  private static List<String> next(Outbox outbox, long connection, int count) throws Exception {
    var said = new ArrayList<String>();
    for (var i = 0; i < count; i++) {
      var next = outbox.next(connection).orElseThrow();
      said.add(next.number() + " " + ((Event) next.frame()).event());
    }
    return said;
  }
}
