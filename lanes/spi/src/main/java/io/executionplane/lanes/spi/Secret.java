package io.executionplane.lanes.spi;

/**
 * A secret value on its way from its resolver to an effect. Nothing prints it, and nothing that is
 * recorded holds it; two secrets are equal only if they are the same object.
 */
public final class Secret {

  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  public static Secret of(String text) {
    return new Secret(text);
  }

  /** The value itself. For the effect, and for those who keep it out of everything else. */
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "***";
  }
}
