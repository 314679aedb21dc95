package io.executionplane.lanes.process;

import org.jspecify.annotations.Nullable;

/** One start of a child, for somebody who may be gone by the time that it succeeds. */
final class Launch {

  private @Nullable Custody custody;
  private boolean abandoned;

  /** Notes that the child runs. False when nobody waits for it any more: then it is ended here. */
  synchronized boolean succeeded(Custody started) {
    custody = started;
    if (abandoned) {
      started.abandon();
    }
    return !abandoned;
  }

  synchronized boolean isAbandoned() {
    return abandoned;
  }

  /** Nobody waits any more. Ends the child, now or as soon as it has started. Idempotent. */
  synchronized void abandon() {
    abandoned = true;
    if (custody != null) {
      custody.abandon();
    }
  }
}
