package io.executionplane.node.authority;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Settings that are a list of sections, each with the same keys. */
public final class ListedSettings {

  private ListedSettings() {}

  /**
   * The sections of a list.
   *
   * @param path of the list, in a whole configuration
   * @param known the keys that each may have
   * @throws IllegalArgumentException naming the first key that nothing would read
   */
  public static List<Config> at(Config config, String path, Set<String> known) {
    var sections = new ArrayList<Config>();
    for (var section : config.getConfigList(path)) {
      for (var key : section.root().keySet()) {
        if (!known.contains(key)) {
          throw new IllegalArgumentException(
              "%s[%d].%s is not a setting".formatted(path, sections.size(), key));
        }
      }
      sections.add(section);
    }
    return List.copyOf(sections);
  }
}
