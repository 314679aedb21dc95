package io.executionplane.contracts;

import io.executionplane.contracts.activity.ActivitySideEffectIdempotency;
import io.executionplane.contracts.activity.AttachGrantLeaseBoundTraceable;
import io.executionplane.contracts.activity.CancellationMetadata;
import io.executionplane.contracts.activity.ExecutionActivityMetadata;
import io.executionplane.contracts.activity.HeartbeatMetadata;
import io.executionplane.contracts.activity.RuntimeEvidenceRef;
import io.executionplane.contracts.activity.StreamLeaseContract;
import io.executionplane.contracts.admission.AcceptableAttestation;
import io.executionplane.contracts.admission.AdmissionDecision;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.admission.ExecutionRequest;
import io.executionplane.contracts.admission.Placement;
import io.executionplane.contracts.admission.RuntimeConstraint;
import io.executionplane.contracts.admission.SandboxProfile;
import io.executionplane.contracts.boundary.ExecutionEvidenceBoundary;
import io.executionplane.contracts.evidence.EvidenceEvent;
import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.execution.ExecutionEvent;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.Provenance;
import io.executionplane.contracts.execution.Rejection;
import io.executionplane.contracts.family.HttpRequest;
import io.executionplane.contracts.family.ProcessRequest;
import io.executionplane.contracts.family.WebSocketRequest;
import io.executionplane.contracts.hazmat.AttachGrant;
import io.executionplane.contracts.hazmat.NoBypassScan;
import io.executionplane.contracts.hazmat.StreamAttachRevocation;
import io.executionplane.contracts.hazmat.StreamBackpressure;
import io.executionplane.contracts.hazmat.WorkerBudget;
import io.executionplane.contracts.lane.LaneCapabilities;
import io.executionplane.contracts.lane.LanePhaseFact;
import io.executionplane.contracts.lane.diagnostic.DiagnosticEcho;
import io.executionplane.contracts.lane.diagnostic.DiagnosticEchoOutput;
import io.executionplane.contracts.lane.diagnostic.DiagnosticHttpProbe;
import io.executionplane.contracts.lane.diagnostic.DiagnosticHttpProbeOutput;
import io.executionplane.contracts.lane.diagnostic.DiagnosticSystemInfo;
import io.executionplane.contracts.lane.diagnostic.DiagnosticSystemInfoOutput;
import io.executionplane.contracts.lane.diagnostic.DiagnosticWorkspaceStat;
import io.executionplane.contracts.lane.diagnostic.DiagnosticWorkspaceStatOutput;
import io.executionplane.contracts.lane.http.HttpLaneRequest;
import io.executionplane.contracts.lane.http.HttpLaneResponse;
import io.executionplane.contracts.lane.jsonrpc.JsonRpcBatch;
import io.executionplane.contracts.lane.jsonrpc.JsonRpcBatchOutput;
import io.executionplane.contracts.lane.jsonrpc.JsonRpcCall;
import io.executionplane.contracts.lane.jsonrpc.JsonRpcCallOutput;
import io.executionplane.contracts.lane.jsonrpc.JsonRpcNotify;
import io.executionplane.contracts.lane.jsonrpc.JsonRpcNotifyOutput;
import io.executionplane.contracts.lane.jsonrpc.JsonRpcSession;
import io.executionplane.contracts.lane.jsonrpc.JsonRpcSessionOutput;
import io.executionplane.contracts.lane.process.ProcessOutput;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessSession;
import io.executionplane.contracts.lane.process.ProcessSessionOutput;
import io.executionplane.contracts.lane.snapshot.SnapshotDescribe;
import io.executionplane.contracts.lane.snapshot.SnapshotDescribeOutput;
import io.executionplane.contracts.lane.snapshot.SnapshotExecute;
import io.executionplane.contracts.lane.snapshot.SnapshotExecuteOutput;
import io.executionplane.contracts.lane.snapshot.SnapshotInvoke;
import io.executionplane.contracts.lane.snapshot.SnapshotInvokeOutput;
import io.executionplane.contracts.lane.sse.SseSubscribe;
import io.executionplane.contracts.lane.sse.SseSubscribeOutput;
import io.executionplane.contracts.lane.terminal.OperatorTerminalSurface;
import io.executionplane.contracts.lane.terminal.TerminalInfo;
import io.executionplane.contracts.lane.terminal.TerminalInfoOutput;
import io.executionplane.contracts.lane.terminal.TerminalList;
import io.executionplane.contracts.lane.terminal.TerminalListOutput;
import io.executionplane.contracts.lane.terminal.TerminalStart;
import io.executionplane.contracts.lane.terminal.TerminalStartOutput;
import io.executionplane.contracts.lane.terminal.TerminalStop;
import io.executionplane.contracts.lane.terminal.TerminalStopOutput;
import io.executionplane.contracts.lane.websocket.WebSocketSession;
import io.executionplane.contracts.lane.websocket.WebSocketSessionOutput;
import io.executionplane.contracts.node.NodeDescriptor;
import io.executionplane.contracts.packet.AuthorityDecision;
import io.executionplane.contracts.packet.BoundarySessionDescriptor;
import io.executionplane.contracts.packet.CredentialHandleRef;
import io.executionplane.contracts.packet.ExecutionIntentEnvelope;
import io.executionplane.contracts.packet.ExecutionOutcome;
import io.executionplane.contracts.packet.ExecutionRoute;
import io.executionplane.contracts.packet.HttpExecutionIntent;
import io.executionplane.contracts.packet.JsonRpcExecutionIntent;
import io.executionplane.contracts.packet.ProcessExecutionIntent;
import io.executionplane.contracts.packet.RouteEvent;
import io.executionplane.contracts.posture.PersistencePosture;
import io.executionplane.contracts.posture.TargetPosture;
import io.executionplane.contracts.runtime.ActiveEvent;
import io.executionplane.contracts.runtime.ActiveExecution;
import io.executionplane.contracts.runtime.ActiveStatus;
import io.executionplane.contracts.simulation.AdapterSelectionPolicy;
import io.executionplane.contracts.simulation.LowerSimulationEvidence;
import io.executionplane.contracts.simulation.LowerSimulationScenario;
import io.executionplane.contracts.simulation.NoEgressPolicy;
import io.executionplane.contracts.surface.ExecutionSurface;
import io.executionplane.contracts.target.TargetAttestation;
import io.executionplane.contracts.target.TargetDescriptor;
import java.util.List;
import java.util.stream.Stream;

/**
 * The whole published vocabulary: every contract that an embedder, a caller in another language or
 * an auditor may rely on.
 */
public final class Vocabulary {

  private static final List<PublishedContract<?>> BOUNDARY =
      List.of(
          new PublishedContract<>("boundary", "admission_request.v1", AdmissionRequest.class),
          new PublishedContract<>("boundary", "authority_ref.v1", AuthorityRef.class),
          new PublishedContract<>("boundary", "sandbox_profile.v1", SandboxProfile.class),
          new PublishedContract<>(
              "boundary", "acceptable_attestation.v1", AcceptableAttestation.class),
          new PublishedContract<>("boundary", "placement_surface.v1", Placement.class),
          new PublishedContract<>("boundary", "runtime_constraint.v1", RuntimeConstraint.class),
          new PublishedContract<>("boundary", "admission_rejection.v1", Rejection.class),
          new PublishedContract<>("boundary", "execution_ref.v1", ExecutionRef.class),
          new PublishedContract<>("boundary", "provenance.v1", Provenance.class),
          new PublishedContract<>("boundary", "admission_decision.v1", AdmissionDecision.class),
          new PublishedContract<>("boundary", "execution_request.v1", ExecutionRequest.class),
          new PublishedContract<>("boundary", "execution_event.v1", ExecutionEvent.class),
          new PublishedContract<>("boundary", "execution_result.v1", ExecutionResult.class),
          new PublishedContract<>("boundary", "lane_capabilities.v1", LaneCapabilities.class),
          new PublishedContract<>("boundary", "target_attestation.v1", TargetAttestation.class),
          new PublishedContract<>("boundary", "target_descriptor.v1", TargetDescriptor.class),
          new PublishedContract<>("boundary", "log_entry.v1", LogEntry.class),
          new PublishedContract<>("boundary", "evidence_event.v1", EvidenceEvent.class),
          new PublishedContract<>("boundary", "node_descriptor.v1", NodeDescriptor.class));

  private static final List<PublishedContract<?>> PACKET =
      List.of(
          new PublishedContract<>("packet", "authority_decision.v1", AuthorityDecision.class),
          new PublishedContract<>(
              "packet", "boundary_session_descriptor.v1", BoundarySessionDescriptor.class),
          new PublishedContract<>(
              "packet", "execution_intent_envelope.v1", ExecutionIntentEnvelope.class),
          new PublishedContract<>("packet", "http_execution_intent.v1", HttpExecutionIntent.class),
          new PublishedContract<>(
              "packet", "process_execution_intent.v1", ProcessExecutionIntent.class),
          new PublishedContract<>(
              "packet", "jsonrpc_execution_intent.v1", JsonRpcExecutionIntent.class),
          new PublishedContract<>("packet", "execution_route.v1", ExecutionRoute.class),
          new PublishedContract<>("packet", "execution_event.v1", RouteEvent.class),
          new PublishedContract<>("packet", "execution_outcome.v1", ExecutionOutcome.class),
          new PublishedContract<>("packet", "credential_handle_ref.v1", CredentialHandleRef.class),
          new PublishedContract<>("packet", "execution_surface.v1", ExecutionSurface.class),
          new PublishedContract<>("packet", "attach_grant.v1", AttachGrant.class),
          new PublishedContract<>("packet", "stream_backpressure.v1", StreamBackpressure.class),
          new PublishedContract<>("packet", "worker_budget.v1", WorkerBudget.class),
          new PublishedContract<>(
              "packet", "stream_attach_revocation.v1", StreamAttachRevocation.class),
          new PublishedContract<>("packet", "no_bypass_scan.v1", NoBypassScan.class),
          new PublishedContract<>("packet", "no_egress_policy.v1", NoEgressPolicy.class),
          new PublishedContract<>(
              "packet", "lower_simulation_scenario.v1", LowerSimulationScenario.class),
          new PublishedContract<>(
              "packet", "lower_simulation_evidence.v1", LowerSimulationEvidence.class),
          new PublishedContract<>(
              "packet", "adapter_selection_policy.v1", AdapterSelectionPolicy.class),
          new PublishedContract<>(
              "packet", "execution_evidence_boundary.v1", ExecutionEvidenceBoundary.class));

  private static final List<PublishedContract<?>> ACTIVITY =
      List.of(
          new PublishedContract<>(
              "activity", "execution_activity_metadata.v1", ExecutionActivityMetadata.class),
          new PublishedContract<>(
              "activity", "cancellation_metadata.v1", CancellationMetadata.class),
          new PublishedContract<>("activity", "heartbeat_metadata.v1", HeartbeatMetadata.class),
          new PublishedContract<>(
              "activity",
              "attach_grant_lease_bound_traceable.v1",
              AttachGrantLeaseBoundTraceable.class),
          new PublishedContract<>(
              "activity", "stream_lease_contract.v1", StreamLeaseContract.class),
          new PublishedContract<>("activity", "runtime_evidence_ref.v1", RuntimeEvidenceRef.class),
          new PublishedContract<>(
              "activity",
              "activity_side_effect_idempotency.v1",
              ActivitySideEffectIdempotency.class));

  private static final List<PublishedContract<?>> RUNTIME =
      List.of(
          new PublishedContract<>("runtime", "target_posture.v1", TargetPosture.class),
          new PublishedContract<>("runtime", "persistence_posture.v1", PersistencePosture.class),
          new PublishedContract<>("runtime", "lane_fact.v1", LanePhaseFact.class),
          new PublishedContract<>("runtime", "active_execution.v1", ActiveExecution.class),
          new PublishedContract<>("runtime", "active_status.v1", ActiveStatus.class),
          new PublishedContract<>("runtime", "active_event.v1", ActiveEvent.class),
          new PublishedContract<>("runtime", "process_request.v1", ProcessRequest.class),
          new PublishedContract<>("runtime", "http_request.v1", HttpRequest.class),
          new PublishedContract<>("runtime", "web_socket_request.v1", WebSocketRequest.class));

  private static final List<PublishedContract<?>> LANE =
      List.of(
          new PublishedContract<>("lane", "process.run.v1", ProcessRun.class),
          new PublishedContract<>("lane", "process.output.v1", ProcessOutput.class),
          new PublishedContract<>("lane", "process.session.v1", ProcessSession.class),
          new PublishedContract<>("lane", "process.session.output.v1", ProcessSessionOutput.class),
          new PublishedContract<>("lane", "http.request.v1", HttpLaneRequest.class),
          new PublishedContract<>("lane", "http.request.output.v1", HttpLaneResponse.class),
          new PublishedContract<>("lane", "jsonrpc.call.v1", JsonRpcCall.class),
          new PublishedContract<>("lane", "jsonrpc.call.output.v1", JsonRpcCallOutput.class),
          new PublishedContract<>("lane", "jsonrpc.notify.v1", JsonRpcNotify.class),
          new PublishedContract<>("lane", "jsonrpc.notify.output.v1", JsonRpcNotifyOutput.class),
          new PublishedContract<>("lane", "jsonrpc.batch.v1", JsonRpcBatch.class),
          new PublishedContract<>("lane", "jsonrpc.batch.output.v1", JsonRpcBatchOutput.class),
          new PublishedContract<>("lane", "jsonrpc.session.v1", JsonRpcSession.class),
          new PublishedContract<>("lane", "jsonrpc.session.output.v1", JsonRpcSessionOutput.class),
          new PublishedContract<>("lane", "sse.subscribe.v1", SseSubscribe.class),
          new PublishedContract<>("lane", "sse.subscribe.output.v1", SseSubscribeOutput.class),
          new PublishedContract<>("lane", "websocket.session.v1", WebSocketSession.class),
          new PublishedContract<>(
              "lane", "websocket.session.output.v1", WebSocketSessionOutput.class),
          new PublishedContract<>("lane", "snapshot.describe.v1", SnapshotDescribe.class),
          new PublishedContract<>(
              "lane", "snapshot.describe.output.v1", SnapshotDescribeOutput.class),
          new PublishedContract<>("lane", "snapshot.invoke.v1", SnapshotInvoke.class),
          new PublishedContract<>("lane", "snapshot.invoke.output.v1", SnapshotInvokeOutput.class),
          new PublishedContract<>("lane", "snapshot.execute.v1", SnapshotExecute.class),
          new PublishedContract<>(
              "lane", "snapshot.execute.output.v1", SnapshotExecuteOutput.class),
          new PublishedContract<>("lane", "diagnostic.echo.v1", DiagnosticEcho.class),
          new PublishedContract<>("lane", "diagnostic.echo.output.v1", DiagnosticEchoOutput.class),
          new PublishedContract<>("lane", "diagnostic.system_info.v1", DiagnosticSystemInfo.class),
          new PublishedContract<>(
              "lane", "diagnostic.system_info.output.v1", DiagnosticSystemInfoOutput.class),
          new PublishedContract<>(
              "lane", "diagnostic.workspace_stat.v1", DiagnosticWorkspaceStat.class),
          new PublishedContract<>(
              "lane", "diagnostic.workspace_stat.output.v1", DiagnosticWorkspaceStatOutput.class),
          new PublishedContract<>("lane", "diagnostic.http_probe.v1", DiagnosticHttpProbe.class),
          new PublishedContract<>(
              "lane", "diagnostic.http_probe.output.v1", DiagnosticHttpProbeOutput.class),
          new PublishedContract<>("lane", "terminal.start.v1", TerminalStart.class),
          new PublishedContract<>("lane", "terminal.start.output.v1", TerminalStartOutput.class),
          new PublishedContract<>("lane", "terminal.info.v1", TerminalInfo.class),
          new PublishedContract<>("lane", "terminal.info.output.v1", TerminalInfoOutput.class),
          new PublishedContract<>("lane", "terminal.list.v1", TerminalList.class),
          new PublishedContract<>("lane", "terminal.list.output.v1", TerminalListOutput.class),
          new PublishedContract<>("lane", "terminal.stop.v1", TerminalStop.class),
          new PublishedContract<>("lane", "terminal.stop.output.v1", TerminalStopOutput.class),
          new PublishedContract<>(
              "lane", "operator_terminal_surface.v1", OperatorTerminalSurface.class));

  private Vocabulary() {}

  /** Every published contract, family by family. */
  public static List<PublishedContract<?>> all() {
    return Stream.of(BOUNDARY, PACKET, ACTIVITY, RUNTIME, LANE)
        .<PublishedContract<?>>flatMap(List::stream)
        .toList();
  }
}
