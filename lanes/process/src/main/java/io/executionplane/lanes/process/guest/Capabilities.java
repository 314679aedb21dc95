package io.executionplane.lanes.process.guest;

import io.executionplane.contracts.surface.RequiredCapabilities;
import java.util.Optional;

/** What is needed of a guest to ask it something. */
final class Capabilities {

  /** Nothing in particular. */
  static final RequiredCapabilities NONE =
      new RequiredCapabilities(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private Capabilities() {}
}
