package io.executionplane.node.http;

import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.NodeStartException;
import io.executionplane.node.http.api.Router;
import io.executionplane.node.http.caller.Callers;
import io.executionplane.node.http.resource.Readiness;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.TLSProtocol;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.TLSPlacebo;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.util.ByteString;

/** The HTTP endpoint of a plane, listening. Close it before the plane. */
public final class HttpEndpoint implements AutoCloseable {

  private static final int BACKLOG = 128;
  private static final Duration BOUND_WITHIN = Duration.ofSeconds(10);

  private final InetSocketAddress address;
  private final Tcp.ServerBinding binding;
  private final Readiness readiness;
  private final SharedKillSwitch connections;

  private HttpEndpoint(
      Tcp.ServerBinding binding, Readiness readiness, SharedKillSwitch connections) {
    this.address = binding.localAddress();
    this.binding = binding;
    this.readiness = readiness;
    this.connections = connections;
  }

  /**
   * Begins to listen.
   *
   * @param callers who may call
   * @throws NodeStartException if it cannot listen there
   */
  public static HttpEndpoint start(ExecutionPlane plane, HttpSettings settings, Callers callers) {
    var readiness = new Readiness();
    var router =
        new Router(
            Operations.of(plane, settings, readiness),
            Router.Authentication.by(callers),
            plane.system());
    var connections = KillSwitches.shared("http");
    var binding = bind(plane, settings, router, connections);
    return new HttpEndpoint(binding, readiness, connections);
  }

  private static Tcp.ServerBinding bind(
      ExecutionPlane plane, HttpSettings settings, Router router, SharedKillSwitch connections) {
    var system = plane.system();
    var bound =
        Tcp.get(system)
            .bind(
                settings.host(),
                settings.port(),
                BACKLOG,
                List.of(),
                true,
                Optional.of(settings.idleWithin()))
            .mapAsyncUnordered(
                settings.connectionsMax(),
                connection ->
                    connection
                        .flow()
                        .via(connections.flow())
                        .watchTermination(Keep.right())
                        .join(http(plane, router, settings))
                        .run(system)
                        .handle((done, gone) -> Done.getInstance()))
            .to(Sink.ignore())
            .run(system);
    try {
      return bound.toCompletableFuture().get(BOUND_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException refused) {
      throw new NodeStartException(
          "cannot listen at " + settings.host() + ":" + settings.port(), refused);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new NodeStartException("the start was interrupted", interrupted);
    }
  }

  private static Flow<ByteString, ByteString, ?> http(
      ExecutionPlane plane, Router router, HttpSettings settings) {
    var layer = Http.get(plane.system()).serverLayer(layerSettings(plane, settings));
    return Flow.of(HttpRequest.class)
        .mapAsync(1, router::answer)
        .join(layer.atop(plain()).atop(TLSPlacebo.getInstance()));
  }

  /** A WebSocket without news is asked whether its peer is there. */
  private static ServerSettings layerSettings(ExecutionPlane plane, HttpSettings settings) {
    var configured = ServerSettings.create(plane.system().settings().config());
    return configured.withWebsocketSettings(
        configured.getWebsocketSettings().withPeriodicKeepAliveMaxIdle(settings.heartbeatEvery()));
  }

  /** What is given where there is no TLS is a narrower type than what is taken. */
  private static BidiFlow<
          TLSProtocol.SslTlsOutbound,
          TLSProtocol.SslTlsOutbound,
          TLSProtocol.SessionBytes,
          TLSProtocol.SslTlsInbound,
          NotUsed>
      plain() {
    return BidiFlow.fromFunctions(out -> out, in -> in);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return address;
  }

  /** Takes nothing new from now on; what runs goes on. */
  public void drain() {
    readiness.drain();
  }

  /** Listens no longer, and ends what is open. */
  @Override
  public void close() {
    drain();
    var unused = binding.unbind();
    connections.shutdown();
  }
}
