package io.executionplane.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.node.NodeStartException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The endpoint with TLS, and callers with certificates. */
class TlsTest {

  @TempDir static Path directory;

  private static TestKeys node;
  private static TestKeys ada;
  private static TestKeys stranger;
  private static TestKeys unlisted;
  private static ServedPlane served;

  @BeforeAll
  static void start() throws IOException, GeneralSecurityException {
    node = TestKeys.make(directory, "node");
    ada = TestKeys.make(directory, "ada");
    unlisted = TestKeys.make(directory, "unlisted");
    stranger = TestKeys.make(directory, "stranger");
    var trusted = TestKeys.trust(directory, List.of(ada, unlisted));
    served =
        ServedPlane.in(
            Files.createDirectory(directory.resolve("data")),
            ConfigFactory.parseString(
                """
                execution-plane.http {
                  tls {
                    keystore-file = "%s"
                    keystore-password-file = "%s"
                    truststore-file = "%s"
                    truststore-password-file = "%2$s"
                  }
                  certificates = [
                    { sha256 = "%s", tenant = ada, subject = "user:ada", roles = [submit, read] }
                  ]
                }
                """
                    .formatted(
                        node.file(),
                        node.passwordFile(),
                        trusted,
                        Sha256.of(ada.certificate().getEncoded()).text())));
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static HttpResponse<String> get(HttpClient client, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("https://localhost:" + served.port() + "/v1/executions"))
            .timeout(ServedPlane.WITHIN);
    return client.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        BodyHandlers.ofString());
  }

  @Test
  void takesTokensOverTls() throws Exception {
    var response = get(node.clientThatTrusts(), "Authorization", "Bearer " + ServedPlane.OPERATOR);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
  }

  @Test
  void knowsACallerByHisCertificate() throws Exception {
    assertThat(get(ada.clientThatTrusts(node)).statusCode()).isEqualTo(200);
  }

  @Test
  void knowsNobodyByACertificateThatIsNotListed() throws Exception {
    assertThat(get(unlisted.clientThatTrusts(node)).statusCode()).isEqualTo(401);
  }

  @Test
  void knowsNobodyWithoutACertificate() throws Exception {
    assertThat(get(node.clientThatTrusts()).statusCode()).isEqualTo(401);
  }

  @Test
  void believesNoHeaderThatTellsOfACertificate() throws Exception {
    assertThat(get(node.clientThatTrusts(), "Tls-Session-Info", "user:ada").statusCode())
        .isEqualTo(401);
  }

  @Test
  void endsAConnectionWithACertificateThatNothingTrusts() {
    assertThatThrownBy(() -> get(stranger.clientThatTrusts(node))).isInstanceOf(IOException.class);
  }

  @Test
  void saysNothingInTheClear() {
    try (var connection = RawConnection.to(served.port())) {
      connection.send("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n");

      assertThat(connection.readWhatThereIs()).doesNotContain("HTTP");
    }
  }

  @Test
  void refusesFramingOverTlsAsWell() throws Exception {
    try (var connection = RawConnection.on(node.socketThatTrusts(), served.port())) {
      connection.send("GET /livez HTTP/1.1\nHost: localhost\r\n\r\n");

      assertThat(connection.readToEnd()).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void offersNothingOlderThanTls12() throws Exception {
    var socket = node.socketThatTrusts();
    assertThatThrownBy(
            () -> {
              socket.setEnabledProtocols(new String[] {"TLSv1.1"});
              try (var connection = RawConnection.on(socket, served.port())) {
                connection.send("GET /livez HTTP/1.1\r\n\r\n").readToEnd();
              }
            })
        .hasRootCauseInstanceOf(SSLException.class);
  }

  @Test
  void doesNotListenBeyondThisMachineWithoutTls(@TempDir Path other) {
    var everywhere = ConfigFactory.parseString("execution-plane.http.host = 0.0.0.0");

    assertThatThrownBy(() -> ServedPlane.in(other, everywhere).close())
        .isInstanceOf(NodeStartException.class)
        .hasMessageContaining("execution-plane.http.plain-beyond-loopback");
  }

  @Test
  void listensBeyondThisMachineWithoutTlsWhereThatIsAllowed(@TempDir Path other) {
    var allowed =
        ConfigFactory.parseString(
            "execution-plane.http { host = 0.0.0.0, plain-beyond-loopback = true }");

    try (var plain = ServedPlane.in(other, allowed)) {
      assertThat(plain.get(ServedPlane.ADA, "/v1/executions").statusCode()).isEqualTo(200);
    }
  }
}
