package io.executionplane.lanes.process;

import com.typesafe.config.Config;
import java.util.List;

/**
 * Brings the places of one kind that are not this machine. Found through {@link
 * java.util.ServiceLoader}, as lanes are, so that a kind can be left out with the library that it
 * needs.
 */
public interface PlaceProvider {

  /** The kind, as requests name it. */
  String surfaceKind();

  /**
   * The places that the owner declared. They hold nothing of the operating system and of the
   * network until their first use.
   *
   * @param config a node's whole configuration
   * @throws IllegalArgumentException naming the key that is missing or out of range
   */
  List<PlacedTarget> places(Config config);
}
