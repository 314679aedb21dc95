package io.executionplane.node.authority;

import java.util.Collection;
import java.util.Set;

/** Names that are allowed. An empty list allows nothing; {@code *} allows every name. */
public record AllowList(Set<String> names) {

  /** Allows every name. */
  public static final String EVERYTHING = "*";

  public AllowList {
    names = Set.copyOf(names);
  }

  public static AllowList of(Collection<String> names) {
    return new AllowList(Set.copyOf(names));
  }

  public boolean allows(String name) {
    return names.contains(EVERYTHING) || names.contains(name);
  }
}
