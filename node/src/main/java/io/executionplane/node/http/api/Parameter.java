package io.executionplane.node.http.api;

/**
 * A parameter that an operation takes, beside those of its path.
 *
 * @param name as it is sent; one that ends in {@code .*} stands for all that begin with what is
 *     before the star
 * @param description what it does, with unit and range
 * @param isRepeated whether it may be given more than once
 */
public record Parameter(
    In in, String name, ValueType type, String description, boolean isRepeated) {

  /** Where it is sent. */
  public enum In {
    QUERY,
    HEADER
  }

  /** What it holds. */
  public enum ValueType {
    STRING,
    INTEGER,
    BOOLEAN
  }

  public static Parameter query(String name, ValueType type, String description) {
    return new Parameter(In.QUERY, name, type, description, false);
  }

  public static Parameter header(String name, ValueType type, String description) {
    return new Parameter(In.HEADER, name, type, description, false);
  }

  public Parameter repeated() {
    return new Parameter(in, name, type, description, true);
  }

  /** Whether it is this one that was given. */
  boolean isNamed(String given) {
    return name.endsWith(".*")
        ? given.startsWith(name.substring(0, name.length() - 1)) && given.length() >= name.length()
        : name.equals(given);
  }
}
