package io.executionplane.journal.sink;

import com.typesafe.config.Config;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Settings that are one of a few words. */
final class Words {

  private Words() {}

  /**
   * @throws IllegalArgumentException naming the key and the words that it takes
   */
  static <E extends Enum<E>> E of(Class<E> words, Config section, String key, String path) {
    var given = section.getString(key);
    return Arrays.stream(words.getEnumConstants())
        .filter(word -> text(word).equals(given))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    path
                        + "."
                        + key
                        + " must be "
                        + Arrays.stream(words.getEnumConstants())
                            .map(Words::text)
                            .collect(Collectors.joining(" or "))));
  }

  private static String text(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
