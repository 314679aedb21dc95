package io.executionplane.testkit.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * A secret that nothing else has, and every form in which it must not be found.
 *
 * @param value with characters that every encoding writes in another way
 */
record Canary(String value) {

  static Canary fresh(String name) {
    return new Canary(name + "/\"" + UUID.randomUUID() + "\\+=end");
  }

  /** As it is and encoded; of base64 the part that does not depend on what is around it. */
  Set<String> forms() {
    var bytes = value.getBytes(UTF_8);
    var forms = new LinkedHashSet<String>();
    forms.add(value);
    forms.add(HexFormat.of().formatHex(bytes));
    forms.add(HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT));
    forms.add(URLEncoder.encode(value, UTF_8));
    forms.add(value.replace("\\", "\\\\").replace("\"", "\\\""));
    for (var before : List.of("", "x", "xx")) {
      var encoded = Base64.getEncoder().encodeToString((before + value).getBytes(UTF_8));
      forms.add(encoded.substring(4, encoded.length() - 4));
      forms.add(encoded.substring(4, encoded.length() - 4).replace('+', '-').replace('/', '_'));
    }
    return forms;
  }

  /** The forms that are in some bytes. */
  List<String> foundIn(byte[] bytes) {
    var text = new String(bytes, ISO_8859_1);
    return forms().stream().filter(text::contains).toList();
  }
}
