package io.executionplane.journal.store;

import io.executionplane.contracts.posture.StoreCapability;
import java.util.Locale;
import java.util.Set;

/** What kind of database keeps the record, as its URL says. */
public enum StoreKind {
  /** An H2 file that this process has to itself. */
  H2_FILE,
  /** Gone with the process. */
  H2_MEMORY,
  /** A server of its own, of which this process owns one database. */
  POSTGRESQL,
  /** Nothing is known of it. */
  OTHER;

  private static final String H2 = "jdbc:h2:";
  private static final Set<String> H2_ELSEWHERE = Set.of("tcp", "ssl", "zip", "split");

  /**
   * What such a store can be relied on for, where it is set up as its URL must say.
   *
   * <p>None is offered as redacted: requests and output are stored as they were given, but for the
   * authority. None as proven to read what earlier releases wrote: there is no earlier release. And
   * PostgreSQL not as shared: one node at a time owns a database.
   */
  public Set<StoreCapability> capabilities() {
    return switch (this) {
      case H2_FILE, POSTGRESQL -> Set.of(StoreCapability.LOCAL_RESTART);
      case H2_MEMORY, OTHER -> Set.of();
    };
  }

  /** Whether nobody but the process that opened it can write to it meanwhile. */
  boolean isOwnedAlone() {
    return this == H2_FILE || this == POSTGRESQL;
  }

  static StoreKind of(String url) {
    if (url.startsWith("jdbc:postgresql:")) {
      return POSTGRESQL;
    }
    return url.startsWith(H2) ? ofH2(url.substring(H2.length())) : OTHER;
  }

  private static StoreKind ofH2(String place) {
    var colon = place.indexOf(':');
    var scheme = colon < 0 ? "" : place.substring(0, colon).toLowerCase(Locale.ROOT);
    if (scheme.equals("mem")) {
      return H2_MEMORY;
    }
    return H2_ELSEWHERE.contains(scheme) ? OTHER : H2_FILE;
  }
}
