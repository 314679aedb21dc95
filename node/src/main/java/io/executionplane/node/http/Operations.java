package io.executionplane.node.http;

import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.http.api.Operation;
import io.executionplane.node.http.resource.AttachResource;
import io.executionplane.node.http.resource.DescriptionResource;
import io.executionplane.node.http.resource.EventResource;
import io.executionplane.node.http.resource.EvidenceResource;
import io.executionplane.node.http.resource.ExecutionResource;
import io.executionplane.node.http.resource.ForegroundResource;
import io.executionplane.node.http.resource.HealthResource;
import io.executionplane.node.http.resource.InputResource;
import io.executionplane.node.http.resource.LogFileResource;
import io.executionplane.node.http.resource.MetricsResource;
import io.executionplane.node.http.resource.NodeResource;
import io.executionplane.node.http.resource.OutputResource;
import io.executionplane.node.http.resource.Readiness;
import io.executionplane.node.http.resource.RerunResource;
import io.executionplane.node.http.resource.Service;
import io.executionplane.node.http.resource.SubmitResource;
import io.executionplane.node.http.resource.TargetResource;
import java.util.List;
import java.util.stream.Stream;

/** Everything that can be asked over HTTP. */
final class Operations {

  private Operations() {}

  static List<Operation> of(ExecutionPlane plane, HttpSettings settings, Readiness readiness) {
    var service = Service.of(plane, settings.waitMax(), settings.heartbeatEvery());
    var described =
        Stream.of(
                new SubmitResource(service, readiness).operations(),
                new ExecutionResource(service).operations(),
                new RerunResource(service, readiness).operations(),
                new EventResource(service).operations(),
                new OutputResource(service).operations(),
                new EvidenceResource(service).operations(),
                new LogFileResource(service).operations(),
                new NodeResource(service, readiness).operations(),
                new TargetResource(service).operations(),
                new ForegroundResource(service, readiness).operations(),
                new AttachResource(service).operations(),
                new InputResource(service).operations(),
                new MetricsResource(service).operations(),
                new HealthResource(service, readiness).operations())
            .flatMap(List::stream)
            .toList();
    return new DescriptionResource(described).all();
  }
}
