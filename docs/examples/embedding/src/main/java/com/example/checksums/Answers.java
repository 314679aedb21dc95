package com.example.checksums;

import io.executionplane.contracts.json.Contract;
import java.util.List;
import java.util.Optional;

/** What the service says, each a JSON document. */
final class Answers {

  private Answers() {}

  /**
   * Where an order stands.
   *
   * @param execution the name of its record, for ever
   * @param status in one word
   * @param checksums once it has succeeded
   * @param reason why it was refused or has failed
   */
  public record Standing(
      String execution, String status, List<Checksum> checksums, Optional<String> reason) {

    static final Contract<Standing> CONTRACT = Contract.of(Standing.class);

    public Standing {
      checksums = List.copyOf(checksums);
    }
  }

  /**
   * What recomputing the record has shown.
   *
   * @param verdict {@code verified}, {@code incomplete} or {@code failed}
   * @param failed what is wrong, the first broken place first
   * @param notChecked what could not be checked
   */
  public record Proof(
      String execution, String verdict, List<String> failed, List<String> notChecked) {

    static final Contract<Proof> CONTRACT = Contract.of(Proof.class);

    public Proof {
      failed = List.copyOf(failed);
      notChecked = List.copyOf(notChecked);
    }
  }

  /** Why a request cannot be served. */
  public record Problem(String error) {

    static final Contract<Problem> CONTRACT = Contract.of(Problem.class);
  }
}
