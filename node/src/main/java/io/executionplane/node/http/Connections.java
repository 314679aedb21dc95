package io.executionplane.node.http;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.executionplane.node.http.api.Router;
import io.executionplane.node.http.guard.FramingGuard;
import io.executionplane.node.http.guard.HostNames;
import io.executionplane.node.http.guard.Origins;
import io.executionplane.node.http.guard.PageGuard;
import io.executionplane.node.http.guard.UpgradeAnswers;
import io.executionplane.node.http.tls.Tls;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.stream.TLSClosing;
import org.apache.pekko.stream.TLSProtocol.SessionBytes;
import org.apache.pekko.stream.TLSProtocol.SslTlsInbound;
import org.apache.pekko.stream.TLSProtocol.SslTlsOutbound;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.TLS;
import org.apache.pekko.stream.javadsl.TLSPlacebo;
import org.apache.pekko.util.ByteString;

/**
 * What is done with the bytes of a connection, from the outside in: TLS, the guard of the framing,
 * the parser, the guard against pages, the router.
 */
final class Connections {

  private final ActorSystem<?> system;
  private final HttpSettings settings;
  private final ServerSettings parser;
  private final Optional<Tls> tls;
  private final Router router;
  private final PageGuard pages;

  Connections(ActorSystem<?> system, HttpSettings settings, Optional<Tls> tls, Router router) {
    this.system = system;
    this.settings = settings;
    this.parser = parser(system.settings().config(), settings, tls.isPresent());
    this.tls = tls;
    this.router = router;
    this.pages =
        new PageGuard(
            new HostNames(settings.hostNames()),
            new Origins(tls.isPresent() ? "https" : "http", settings.origins()),
            system);
  }

  /** What the endpoint decides itself: how long a call may take, what is said of it and logged. */
  private static ServerSettings parser(Config config, HttpSettings settings, boolean isTls) {
    var decided =
        Map.of(
            "pekko.http.server.request-timeout",
            "infinite",
            "pekko.http.server.server-header",
            "",
            // It would log what the field holds, which may be a secret.
            "pekko.http.server.parsing.illegal-header-warnings",
            "off",
            "pekko.http.server.parsing.tls-session-info-header",
            isTls);
    var parser = ServerSettings.create(ConfigFactory.parseMap(decided).withFallback(config));
    // A WebSocket without news is asked whether its peer is there.
    return parser.withWebsocketSettings(
        parser.getWebsocketSettings().withPeriodicKeepAliveMaxIdle(settings.heartbeatEvery()));
  }

  /**
   * For one connection.
   *
   * @param calls those that come in by it
   */
  Flow<ByteString, ByteString, NotUsed> flow(OpenCalls.OfConnection calls) {
    var upgrades = new UpgradeAnswers();
    var guard = new FramingGuard(parser, settings.headWithin(), upgrades);
    return Flow.of(HttpRequest.class)
        .mapAsync(
            1,
            request -> {
              calls.begin();
              return pages
                  .answer(request, router::answer)
                  .thenApply(response -> upgrades.saw(request, response))
                  .thenApply(response -> endingWith(response, calls));
            })
        .join(
            Http.get(system)
                .serverLayer(parser)
                .atop(BidiFlow.fromGraph(guard))
                .atop(tls.map(Connections::secured).orElseGet(Connections::plain)));
  }

  /** A call is over when all of its answer was taken; one that became a WebSocket ends with it. */
  private static HttpResponse endingWith(HttpResponse response, OpenCalls.OfConnection calls) {
    if (response.status().equals(StatusCodes.SWITCHING_PROTOCOLS)) {
      return response;
    }
    if (response.entity().isStrict()) {
      calls.end();
      return response;
    }
    return response.transformEntityDataBytes(
        Flow.of(ByteString.class)
            .watchTermination(
                (unused, taken) -> taken.whenComplete((done, failure) -> calls.end())));
  }

  private static BidiFlow<SslTlsOutbound, ByteString, ByteString, SslTlsInbound, NotUsed> secured(
      Tls tls) {
    return TLS.create(tls::engine, TLSClosing.ignoreBoth());
  }

  /** What is given where there is no TLS is a narrower type than what is taken. */
  private static BidiFlow<SslTlsOutbound, ByteString, ByteString, SslTlsInbound, NotUsed> plain() {
    return BidiFlow.<SslTlsOutbound, SslTlsOutbound, SessionBytes, SslTlsInbound>fromFunctions(
            out -> out, in -> in)
        .atop(TLSPlacebo.getInstance());
  }
}
