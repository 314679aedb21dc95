package io.executionplane.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;

/** What a node with an actor system of its own goes by: what was given, over what we say. */
public final class NodeConfiguration {

  private NodeConfiguration() {}

  /**
   * The whole configuration. Of the same key a given value comes first, then a Java system
   * property, then {@code embedded.conf}, then {@code reference.conf}.
   *
   * @param given settings of a host or of a file; of {@code execution-plane} only known ones
   * @throws NodeStartException naming the first key that nobody knows, or what cannot be resolved
   */
  public static Config of(Config given) {
    try {
      SettingsCheck.requireKnown(given);
      return given
          .withFallback(ConfigFactory.defaultOverrides())
          .withFallback(ConfigFactory.parseResources("embedded.conf"))
          .withFallback(ConfigFactory.defaultReference())
          .resolve();
    } catch (ConfigException wrong) {
      throw wrong(wrong);
    }
  }

  static NodeStartException wrong(RuntimeException why) {
    return new NodeStartException("the configuration is wrong: " + why.getMessage(), why);
  }
}
