package io.executionplane.node;

import com.typesafe.config.Config;
import io.executionplane.journal.read.JournalReadException;
import io.executionplane.journal.sink.CloudEventsSettings;
import io.executionplane.journal.sink.CloudEventsSink;
import io.executionplane.journal.sink.EvidenceSink;
import io.executionplane.journal.sink.JsonLinesSink;
import io.executionplane.journal.sink.SinkFeeders;
import io.executionplane.journal.sink.SinkSettings;
import io.executionplane.journal.store.JournalStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sinks of a node: those that the configuration names, and the host's own.
 *
 * @param plane the name of the plane, for events that say where they come from
 */
record SinkChoice(
    SinkSettings settings,
    Optional<EvidenceSink> jsonLines,
    Optional<CloudEventsSettings> cloudEvents,
    List<EvidenceSink> own,
    String plane) {

  SinkChoice {
    own = List.copyOf(own);
  }

  /**
   * Reads what was chosen; opens nothing.
   *
   * @throws com.typesafe.config.ConfigException if a key is of the wrong type
   * @throws IllegalArgumentException if a value is out of its range
   */
  static SinkChoice from(Config config, List<EvidenceSink> own, String plane) {
    return new SinkChoice(
        SinkSettings.from(config),
        JsonLinesSink.from(config),
        CloudEventsSettings.from(config),
        own,
        plane);
  }

  /**
   * Starts to feed them.
   *
   * @throws NodeStartException if their names clash, or the journal cannot be read
   */
  SinkFeeders start(JournalStore journal, Clock clock) {
    var sinks = new ArrayList<>(own);
    jsonLines.ifPresent(sinks::add);
    cloudEvents.ifPresent(chosen -> sinks.add(new CloudEventsSink(chosen, plane, clock)));
    try {
      return SinkFeeders.start(sinks, journal, settings, clock);
    } catch (IllegalArgumentException | JournalReadException refused) {
      sinks.forEach(EvidenceSink::close);
      throw new NodeStartException("the sinks cannot be fed: " + refused.getMessage(), refused);
    }
  }
}
