package io.executionplane.lanes.spi;

import com.typesafe.config.Config;
import java.util.List;

/**
 * How a node finds a lane on its class path: named in {@code META-INF/services} (see {@link
 * java.util.ServiceLoader}).
 */
public interface LaneProvider {

  /** The lane's name, as in its capabilities. */
  String laneId();

  /**
   * Whether the lane can work here, and if not, why and what to do. Starts nothing that outlives
   * the call.
   */
  List<Finding> preflight(Config config);

  /**
   * Makes the lane.
   *
   * @param config the node's whole configuration; the lane reads its own section
   * @throws LaneUnavailableException if the lane cannot work here
   */
  Lane<?> create(Config config);

  /** Who measures the targets that this lane brings with it, strongest first. */
  List<TargetVerifier> targetVerifiers(Lane<?> lane, Config config);
}
