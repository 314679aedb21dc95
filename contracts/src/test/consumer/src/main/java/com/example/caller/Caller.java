package com.example.caller;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.executionplane.contracts.Vocabulary;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.lane.process.ProcessRun;

/** Writes a request, reads it back, is told what is wrong with another, and finds a schema. */
public final class Caller {

  public static void main(String[] arguments) {
    var payload = ProcessRun.CONTRACT.encodeObject(ProcessRun.of("echo", "hello"));
    var request = AdmissionRequest.of(ProcessRun.LANE_ID, ProcessRun.OPERATION, payload);
    var bytes = AdmissionRequest.CONTRACT.canonical(request);
    System.out.println(new String(bytes, UTF_8));
    System.out.println(AdmissionRequest.CONTRACT.decode(bytes).equals(request));

    try {
      AdmissionRequest.CONTRACT.decode("{\"lane_id\":\" \",\"shell\":true}".getBytes(UTF_8));
    } catch (ContractViolationException refused) {
      refused.violations().forEach(System.out::println);
    }

    Vocabulary.all().stream()
        .filter(contract -> contract.type() == AdmissionRequest.class)
        .forEach(contract -> System.out.println(contract.schema().get("$id").textValue()));
  }
}
