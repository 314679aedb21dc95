package io.executionplane.journal.sink;

import java.time.Duration;
import java.util.Optional;

/** A sink did not take events over. The message is shown to operators: it must hold no payload. */
public final class DeliveryFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Optional<Duration> retryAfter;

  public DeliveryFailedException(String message) {
    this(message, Optional.empty());
  }

  public DeliveryFailedException(String message, Throwable cause) {
    super(message, cause);
    this.retryAfter = Optional.empty();
  }

  /**
   * @param retryAfter how long the sink wants to be left alone; the feeder bounds it
   */
  public DeliveryFailedException(String message, Optional<Duration> retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
