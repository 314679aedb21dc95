package io.executionplane.journal.move;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of one row, whatever database it is in. */
final class StoredValues {

  private final List<@Nullable Object> values;

  private StoredValues(List<@Nullable Object> values) {
    this.values = values;
  }

  static StoredValues of(ResultSet row, int columns) throws SQLException {
    var values = new ArrayList<@Nullable Object>();
    for (var i = 1; i <= columns; i++) {
      values.add(row.getObject(i));
    }
    return new StoredValues(values);
  }

  /** Some of them. */
  StoredValues only(List<Integer> places) {
    var some = new ArrayList<@Nullable Object>();
    for (var place : places) {
      some.add(values.get(place));
    }
    return new StoredValues(some);
  }

  /** Sets all of them, from the first parameter on. */
  void set(PreparedStatement statement) throws SQLException {
    for (var i = 0; i < values.size(); i++) {
      set(i, statement, i + 1);
    }
  }

  /** Sets one of them. */
  void set(int place, PreparedStatement statement, int parameter) throws SQLException {
    statement.setObject(parameter, values.get(place));
  }

  /** The SHA-256 of the values, each with its kind and length. */
  byte[] digest() {
    var digest = sha256();
    for (var value : values) {
      var bytes = bytes(value);
      digest.update(kind(value));
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      digest.update(bytes);
    }
    return digest.digest();
  }

  private static byte kind(@Nullable Object value) {
    if (value == null) {
      return 'n';
    }
    return (byte) (value instanceof byte[] ? 'b' : value instanceof String ? 's' : 'v');
  }

  /** Numbers by their text: one database may give an int where another gives a long. */
  private static byte[] bytes(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    return (value == null ? "" : value.toString()).getBytes(StandardCharsets.UTF_8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
