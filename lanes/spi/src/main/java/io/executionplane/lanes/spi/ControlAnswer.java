package io.executionplane.lanes.spi;

import java.util.Locale;

/** What became of an {@link EffectControl}. All but {@code DONE} mean that nothing was done. */
public enum ControlAnswer {
  /** It reached the effect. What the effect makes of it shows in its output and its end. */
  DONE,
  /** This effect cannot do that, now or later. */
  UNSUPPORTED,
  /** The effect has not begun yet. */
  NOT_STARTED,
  /** The effect is over. */
  OVER,
  /** It would have gone through the effect's input, which is closed. */
  INPUT_CLOSED,
  /** So many wait to reach the effect, or to be recorded, that there is no room. */
  BUSY;

  /** A stable word for programs, for example {@code not_started}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the same wish may be fulfilled a little later. */
  public boolean isTemporary() {
    return this == NOT_STARTED || this == BUSY;
  }
}
