package io.executionplane.lanes.spi;

import com.typesafe.config.Config;
import java.io.IOException;

/**
 * Brings an agent: the far end of a lane that reaches into guests. Found by {@link
 * java.util.ServiceLoader}, so that whoever starts one knows no lane.
 */
public interface GuestAgentProvider {

  /**
   * Opens for business.
   *
   * @param config a whole configuration
   * @throws IOException when a file or the address cannot be used
   * @throws IllegalArgumentException naming a setting that is out of range
   */
  RunningAgent start(Config config, GuestAgentPlan plan) throws IOException;

  /** An agent at work. */
  interface RunningAgent extends AutoCloseable {

    /** Where it is reached, for people. */
    String address();

    /** Kills what it started, and lets nobody in any more. */
    @Override
    void close();
  }
}
