package io.executionplane.node.admission;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.execution.Rejection;
import java.util.Optional;

/** One reason why a request might not run. Pure: no clock, no actor, no I/O. */
@FunctionalInterface
interface AdmissionRule {

  Optional<Rejection> objection(AdmissionRequest request, AdmissionFacts facts);
}
