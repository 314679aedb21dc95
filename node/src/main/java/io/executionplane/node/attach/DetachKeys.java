package io.executionplane.node.attach;

import java.util.Arrays;
import java.util.List;
import org.apache.pekko.util.ByteString;

/**
 * The keys by which a person leaves a terminal that is joined to another. They are held back until
 * they are complete or cannot be any more, so a command sees nothing of them when they are pressed,
 * and each of them when something else follows.
 */
public final class DetachKeys {

  /** Control-P and then control-Q, as elsewhere. */
  public static final String USUAL = "ctrl-p,ctrl-q";

  private static final int KEYS_MAX = 8;
  private static final String CONTROL = "ctrl-";

  private final byte[] keys;

  private DetachKeys(byte[] keys) {
    this.keys = keys;
  }

  /**
   * As somebody writes them: one to eight, with commas between them, each a character of ASCII or
   * {@code ctrl-} and a letter or one of {@code @[\]^_}.
   *
   * @throws IllegalArgumentException naming the key that is none
   */
  public static DetachKeys parse(String text) {
    var names = List.of(text.split(",", -1));
    if (names.size() > KEYS_MAX) {
      throw new IllegalArgumentException("detach keys must be at most " + KEYS_MAX);
    }
    var keys = new byte[names.size()];
    for (var i = 0; i < keys.length; i++) {
      keys[i] = key(names.get(i));
    }
    return new DetachKeys(keys);
  }

  private static byte key(String name) {
    if (name.matches("[ -~]")) {
      return (byte) name.charAt(0);
    }
    if (name.matches(CONTROL + "[a-z@\\[\\\\\\]^_]")) {
      return (byte) (Character.toUpperCase(name.charAt(CONTROL.length())) & 0x1f);
    }
    throw new IllegalArgumentException(
        "a detach key must be a character, or ctrl- and a letter or one of @[\\]^_: " + name);
  }

  /** Somebody's hands on the keyboard: nothing is pressed yet. */
  public Watch watch() {
    return new Watch();
  }

  /** Watches what is typed. To be used by one thread at a time. */
  public final class Watch {

    private Watch() {}

    private ByteString held = ByteString.emptyByteString();
    private boolean pressed;

    /** What is to be passed on of what was typed. Of what follows the keys, nothing is. */
    public ByteString passed(ByteString typed) {
      var passed = ByteString.emptyByteString();
      for (var i = 0; i < typed.size() && !pressed; i++) {
        held = held.concat(typed.slice(i, i + 1));
        while (!mayBecomeTheKeys()) {
          passed = passed.concat(held.take(1));
          held = held.drop(1);
        }
        pressed = held.size() == keys.length;
      }
      return passed.compact();
    }

    private boolean mayBecomeTheKeys() {
      return Arrays.equals(held.toArrayUnsafe(), Arrays.copyOf(keys, held.size()));
    }

    /** What is still held back, where nothing more is typed. */
    public ByteString rest() {
      return pressed ? ByteString.emptyByteString() : held.compact();
    }

    /** Whether they were, as a whole. */
    public boolean isPressed() {
      return pressed;
    }
  }
}
