package io.executionplane.contracts.lane.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTest {

  private static final Contract<HttpUrl> HTTP = Contract.of(HttpUrl.class);
  private static final Contract<WebSocketUrl> WEB_SOCKET = Contract.of(WebSocketUrl.class);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://a",
        "https://a.example/",
        "http://[::1]:8080/x?y=%20@z",
        "https://127.0.0.1:65535",
        "http://a:1/b:c//d?e/f"
      })
  void takesWhatNamesAPlace(String url) {
    assertThat(HTTP.violations(Json.parse("\"" + url + "\""))).isEmpty();
    assertThat(WEB_SOCKET.violations(Json.parse("\"" + url + "\""))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a.example",
        "//a.example",
        "/path",
        "http:a",
        "http://",
        "http:///x",
        "HTTP://a",
        "ftp://a",
        "file:///etc/passwd",
        "http://user@a",
        "http://user:word@a",
        "http://@a",
        "http://a#",
        "http://a#top",
        "http://a:",
        "http://a:0",
        "http://a:65536",
        "http://a:-1",
        "http://a b",
        "http://a/b c",
        "http://a\\\\@b",
        "http://a/é",
        "http://127.999.1.1/",
        "http://a\\n",
        "http://a/%zz"
      })
  void refusesWhatDoesNot(String url) {
    var document = Json.parse("\"" + url + "\"");

    assertThat(HTTP.violations(document))
        .containsExactly(
            new Violation(
                "", "must be an http or https URL without user information and fragment"));
    assertThat(WEB_SOCKET.violations(document)).hasSize(1);
  }

  @Test
  void knowsWhenAConnectionMustBeEncrypted() {
    assertThat(new HttpUrl("https://a").isEncrypted()).isTrue();
    assertThat(new HttpUrl("http://a").isEncrypted()).isFalse();
    assertThat(new WebSocketUrl("wss://a").isEncrypted()).isTrue();
    assertThat(new WebSocketUrl("https://a").isEncrypted()).isTrue();
    assertThat(new WebSocketUrl("ws://a").isEncrypted()).isFalse();
  }
}
