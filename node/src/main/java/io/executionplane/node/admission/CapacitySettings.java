package io.executionplane.node.admission;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The section {@code execution-plane.node.capacity}; {@code reference.conf} says what each key
 * means.
 *
 * @param each the room of every tenant, lane and target, and of the node
 * @param named the room of some that have another, by scope and name
 * @param queuedBytesMax most bytes that everything that waits may hold in memory
 * @param queuedWithin longest time that an execution waits for its turn
 * @param judgingMax most requests that are judged at once
 * @param judgingBytesMax most bytes that their payloads may have together
 */
public record CapacitySettings(
    Map<Scope, Room> each,
    Map<Scope, Map<String, Room>> named,
    long queuedBytesMax,
    Duration queuedWithin,
    int judgingMax,
    long judgingBytesMax) {

  public CapacitySettings {
    each = Map.copyOf(each);
    named = Map.copyOf(named);
  }

  /** Reads the section. */
  public static CapacitySettings from(Config section) {
    var each = new EnumMap<Scope, Room>(Scope.class);
    for (var scope : Scope.values()) {
      each.put(scope, room(section.getConfig(scope.text())));
    }
    var named = new EnumMap<Scope, Map<String, Room>>(Scope.class);
    for (var one : section.getConfigList("named")) {
      named
          .computeIfAbsent(scope(one.getString("scope")), scope -> new HashMap<>())
          .put(one.getString("name"), room(one));
    }
    return new CapacitySettings(
        each,
        named,
        section.getBytes("queued-bytes-max"),
        section.getDuration("queued-within"),
        section.getInt("judging-max"),
        section.getBytes("judging-bytes-max"));
  }

  private static Room room(Config section) {
    return new Room(section.getInt("running-max"), section.getInt("queued-max"));
  }

  private static Scope scope(String text) {
    return Arrays.stream(Scope.values())
        .filter(scope -> scope.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "capacity.named: scope must be node, tenant, lane or target, not " + text));
  }

  /** The room of one of a scope. */
  Room room(Scope scope, String name) {
    var own = named.getOrDefault(scope, Map.of()).get(name);
    return own == null ? Objects.requireNonNull(each.get(scope)) : own;
  }
}
