package io.executionplane.node.http.resource;

import io.executionplane.node.http.api.Answer;
import io.executionplane.node.http.api.Operation;
import io.executionplane.node.http.caller.Role;
import io.executionplane.node.metrics.PlaneMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;

/** What the node does, as numbers, in the text format of Prometheus. */
public final class MetricsResource {

  private static final ContentType TEXT = MediaTypes.TEXT_PLAIN.toContentType(HttpCharsets.UTF_8);

  private final Service service;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final PlaneMetrics metrics;

  public MetricsResource(Service service) {
    this.service = service;
    this.metrics = new PlaneMetrics(registry, service.plane()::anchored);
    service.plane().onRecorded(metrics);
  }

  /** What it answers. */
  public List<Operation> operations() {
    return List.of(
        Operation.get("/metrics", "readMetrics")
            .does("Gives what the node counts and times, for Prometheus.")
            .forAny(Role.OPERATE, Role.AUDIT)
            .answering(Answer.of(200, "text/plain", "The metrics, in the text format."))
            .by(call -> scrape()));
  }

  private CompletionStage<HttpResponse> scrape() {
    return service
        .plane()
        .occupancy()
        .thenApply(
            occupancy -> {
              metrics.occupied(occupancy);
              var text = registry.scrape().getBytes(StandardCharsets.UTF_8);
              return HttpResponse.create().withEntity(HttpEntities.create(TEXT, text));
            });
  }
}
