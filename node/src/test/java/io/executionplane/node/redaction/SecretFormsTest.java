package io.executionplane.node.redaction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.executionplane.lanes.spi.Secret;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFormsTest {

  private static final int EDGE = 2;

  static LongStream seeds() {
    return new Random().longs(20);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void findsTheSecretInBase64WhateverIsAroundIt(long seed) {
    var random = new Random(seed);
    var secret = letters(random, 4 + random.nextInt(60));
    var redactor = knowing(secret);
    for (var before = 0; before < 6; before++) {
      for (var encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
        var around = letters(random, before) + secret + letters(random, random.nextInt(5));
        var encoded = encoder.encodeToString(around.getBytes(UTF_8));

        var masked = redactor.text(encoded);

        var sure = secret.length() * 4 / 3 - EDGE;
        assertThat(masked).hasSameSizeAs(encoded).contains("*".repeat(Math.max(sure, 3)));
      }
    }
  }

  @Test
  void findsALongSecretInBase64ThatIsBrokenIntoLines() {
    var secret = letters(new Random(1), 200);
    var mime = Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(secret.getBytes(UTF_8));
    var pem = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(secret.getBytes(UTF_8));

    assertThat(knowing(secret).text(mime)).containsPattern("^\\*{260,}.?=*$");
    assertThat(knowing(secret).text(pem)).containsPattern("^\\*{260,}.?=*$");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"p@ss w/rd&\"x\\y\"", "tab\there\nand <there>", "pässwörd 😀 key", "a*b~c!"})
  void findsTheSecretPercentEncodedInHexAndInJson(String secret) throws Exception {
    var redactor = knowing(secret);
    var bytes = secret.getBytes(UTF_8);
    var ascii = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    assertMasked(redactor, secret);
    assertMasked(redactor, HexFormat.of().formatHex(bytes));
    assertMasked(redactor, HexFormat.of().withUpperCase().formatHex(bytes));
    assertMasked(redactor, URLEncoder.encode(secret, UTF_8));
    assertMasked(redactor, unquoted(new JsonMapper().writeValueAsString(secret)));
    assertMasked(redactor, unquoted(ascii.writeValueAsString(secret)).toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/bash", "/bin/dash"})
  void findsTheSecretInTheTraceOfAShell(String shell) throws Exception {
    if (!Files.isExecutable(Path.of(shell))) {
      Assumptions.abort("skipped, because there is no " + shell);
    }
    var secret = "it's a 'secret'!";
    var traced = new ProcessBuilder(shell, "-xc", ": \"$S\"").redirectErrorStream(true);
    traced.environment().put("S", secret);

    var trace = new String(traced.start().getInputStream().readAllBytes(), UTF_8);

    assertThat(trace).contains("secret");
    assertThat(knowing(secret).text(trace)).doesNotContain("secret").contains("****");
  }

  private static void assertMasked(Redactor redactor, String form) {
    assertThat(redactor.text("<" + form + ">"))
        .isEqualTo("<" + "*".repeat(form.getBytes(UTF_8).length) + ">");
  }

  private static String unquoted(String json) {
    return json.substring(1, json.length() - 1);
  }

  @Test
  void hasNoFormThatIsShorterThanTheSecret() {
    for (var form : SecretForms.of("abcd")) {
      assertThat(form.getBytes(ISO_8859_1)).hasSizeGreaterThanOrEqualTo(SecretForms.LENGTH_MIN);
    }
  }

  private static Redactor knowing(String secret) {
    var redactor = new Redactor();
    redactor.learn(List.of(Secret.of(secret)));
    return redactor;
  }

  private static String letters(Random random, int length) {
    return random
        .ints(length, '!', '~' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
