package io.executionplane.journal.replay;

/** A record cannot be replayed as far as was asked for. Names the place; quotes no content. */
public final class UnreplayableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String place;
  private final String objection;

  /**
   * Says where and why.
   *
   * @param place such as {@code ex_… seq 4} or {@code ex_… stdout chunk 3}
   * @param objection such as {@code is not there}
   */
  UnreplayableException(String place, String objection) {
    super(place + ": " + objection);
    this.place = place;
    this.objection = objection;
  }

  UnreplayableException(String place, String objection, Throwable cause) {
    super(place + ": " + objection, cause);
    this.place = place;
    this.objection = objection;
  }

  /** Where replaying ended. */
  public String place() {
    return place;
  }

  /** Why it ended there. */
  public String objection() {
    return objection;
  }
}
