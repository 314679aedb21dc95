package io.executionplane.contracts.family;

import java.util.Map;
import java.util.Optional;

/**
 * What the names in a request stand for, as the host says. Asked where the effect happens; a name
 * that the host did not give stands for nothing, and is never read as the thing itself.
 */
public final class HostRefs<T> {

  private final Map<String, T> known;

  private HostRefs(Map<String, T> known) {
    this.known = known;
  }

  /** What the host knows, by name. */
  public static <T> HostRefs<T> of(Map<String, T> known) {
    return new HostRefs<>(Map.copyOf(known));
  }

  /**
   * What a name stands for; empty if the host does not know it, which is an error of the request.
   */
  public Optional<T> find(String ref) {
    return Optional.ofNullable(known.get(ref));
  }

  /** Says how many names there are: what they stand for may be secret. */
  @Override
  public String toString() {
    return known.size() + " names";
  }
}
