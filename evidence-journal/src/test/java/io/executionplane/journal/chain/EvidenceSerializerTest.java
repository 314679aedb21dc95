package io.executionplane.journal.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.sample.History;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EvidenceSerializerTest {

  private final EvidenceSerializer serializer = new EvidenceSerializer();
  private final RecordedEvent event = History.running("request-1").events().get(0);

  @Test
  void storesExactlyTheCanonicalBytes() {
    var stored = serializer.toBinary(event);

    assertThat(stored).isEqualTo(event.canonical());
    assertThat(serializer.fromBinary(stored, serializer.manifest(event))).isEqualTo(event);
  }

  @Test
  void keepsTheNamesThatAreOnDisk() {
    assertThat(serializer.identifier()).isEqualTo(1_165_001);
    assertThat(serializer.manifest(event)).isEqualTo("evidence.v1 " + event.head().hash());
  }

  @Test
  void isBoundToRecordedEvents() {
    var actor = ConfigFactory.load().getConfig("pekko.actor");

    var name =
        actor
            .getObject("serialization-bindings")
            .toConfig()
            .root()
            .unwrapped()
            .get(RecordedEvent.class.getName());
    var identifiers = actor.getObject("serialization-identifiers").unwrapped();

    assertThat(actor.getString("serializers." + name))
        .isEqualTo(EvidenceSerializer.class.getName());
    assertThat(identifiers.get(EvidenceSerializer.class.getName())).isEqualTo(1_165_001);
    assertThat(actor.getBoolean("allow-java-serialization")).isFalse();
  }

  @Test
  void refusesTornBytesAndSaysSo() {
    var torn = Arrays.copyOf(event.canonical(), 100);

    assertThatThrownBy(() -> serializer.fromBinary(torn, EvidenceSerializer.manifestOf(event)))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageStartingWith("100 stored bytes are not an event: ");
  }

  @Test
  void refusesForeignBytesAndNamesWhatIsMissing() {
    var foreign = "{\"v\":1}".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> serializer.fromBinary(foreign, EvidenceSerializer.manifestOf(event)))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageStartingWith("7 stored bytes are not an event: ")
        .hasMessageContaining("execution_ref");
  }

  @Test
  void refusesAnEventWhoseHashIsNotTheStoredOne() {
    var other = EvidenceSerializer.FORM + " " + Sha256.of();

    assertThatThrownBy(() -> serializer.fromBinary(event.canonical(), other))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessage("its hash is not the one that was stored with it");
  }

  @Test
  void refusesAFormThatItDoesNotKnow() {
    assertThatThrownBy(() -> serializer.fromBinary(event.canonical(), "evidence.v2"))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessage("events of the form \"evidence.v2\" are not known here; evidence.v1 is");
  }

  @Test
  void refusesToStoreAnythingElse() {
    assertThatThrownBy(() -> serializer.toBinary("text"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a recorded event: java.lang.String");
  }
}
