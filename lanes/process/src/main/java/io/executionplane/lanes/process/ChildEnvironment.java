package io.executionplane.lanes.process;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The whole environment of a command: what was declared, and a few harmless names of the node's own
 * environment where they were not. Nothing else of the node's environment is ever passed on.
 */
final class ChildEnvironment {

  /** Without these many programs do not work; none of them is a secret. */
  private static final List<String> INHERITED =
      List.of("HOME", "LANG", "LOGNAME", "PATH", "SHELL", "TERM", "TZ", "USER");

  private ChildEnvironment() {}

  /** Sorted by name, so that the same order always means the same environment. */
  static SortedMap<String, String> of(Map<String, String> declared, Map<String, String> ours) {
    var environment = new TreeMap<String, String>();
    for (var name : INHERITED) {
      var value = ours.get(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    environment.putAll(declared);
    return environment;
  }

  /** In the form that execve(2) takes. */
  static List<String> entries(Map<String, String> environment) {
    return environment.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .toList();
  }
}
