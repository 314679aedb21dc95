package io.executionplane.contracts.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.execution.Failure;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.json.Tag;
import io.executionplane.contracts.json.Tagged;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The script in the shape of a scenario: which answer to which request, step by step. The same
 * request always meets the first case that fits it.
 *
 * @param cases tried in order
 */
public record ScenarioScript(@Size(min = 1, max = 256) List<Case> cases) {

  public static final Contract<ScenarioScript> CONTRACT = Contract.of(ScenarioScript.class);

  private static final Rules RULES = Rules.of(ScenarioScript.class);

  /** Longest wait of one step, milliseconds: an hour. */
  private static final int WAIT_MS_MAX = 3_600_000;

  public ScenarioScript {
    RULES.check(cases).orThrow();
    cases = List.copyOf(cases);
  }

  /**
   * The script of a scenario.
   *
   * @throws ContractViolationException if its shape is none, or does not fit its matcher class: a
   *     frozen fixture has one case, which fits everything
   */
  public static ScenarioScript of(LowerSimulationScenario scenario) {
    var script =
        CONTRACT.decode(scenario.statusOrExitOrResponseOrStreamOrChunkOrFaultShape().toNode());
    RULES
        .check(script.cases())
        .and(
            () ->
                scenario.matcherClass() != MatcherClass.FROZEN_FIXTURE
                    || (script.cases().size() == 1 && script.cases().get(0).isForEverything()),
            "cases",
            "of a frozen fixture must be one, without when")
        .orThrow();
    return script;
  }

  /** The first case that fits. */
  public Optional<Case> caseOf(String operation, JsonObject payload) {
    var node = payload.toNode();
    return cases.stream().filter(each -> each.fits(operation, node)).findFirst();
  }

  /**
   * One answer.
   *
   * @param operation the operation it is for; absent means any
   * @param when what the payload must hold: each property given here, with this value, at whatever
   *     depth; more may be there. Absent means anything
   * @param steps what happens, in order; the last ends it
   */
  public record Case(
      @NotBlank @Length(max = 64) Optional<String> operation,
      Optional<JsonObject> when,
      @Size(min = 1, max = 10_000) List<Step> steps) {

    private static final Rules RULES = Rules.of(Case.class);

    public Case {
      RULES
          .check(operation, when, steps)
          .and(
              steps,
              each -> each.isEmpty() || each.get(each.size() - 1).isLast(),
              "steps",
              "must end with end, fault or hang")
          .and(
              steps,
              each -> each.stream().limit(Math.max(0, each.size() - 1)).noneMatch(Step::isLast),
              "steps",
              "must not go on after end, fault or hang")
          .orThrow();
      steps = List.copyOf(steps);
    }

    boolean isForEverything() {
      return operation.isEmpty() && when.isEmpty();
    }

    private boolean fits(String wanted, JsonNode payload) {
      return operation.map(wanted::equals).orElse(true)
          && when.map(asked -> holds(payload, asked.toNode())).orElse(true);
    }

    private static boolean holds(JsonNode found, JsonNode asked) {
      if (!asked.isObject() || !found.isObject()) {
        return asked.equals(found);
      }
      var names = asked.fieldNames();
      while (names.hasNext()) {
        var name = names.next();
        if (!found.has(name) || !holds(found.get(name), asked.get(name))) {
          return false;
        }
      }
      return true;
    }
  }

  /** One thing that happens. */
  @Tagged("kind")
  public sealed interface Step {

    /** Whether nothing can follow. */
    default boolean isLast() {
      return false;
    }
  }

  /**
   * The lane reports a fact, for example {@code process.launched}.
   *
   * @param data what is known of it
   */
  @Tag("fact")
  public record Fact(@NotBlank @Length(max = 64) String fact, Optional<JsonObject> data)
      implements Step {

    private static final Rules RULES = Rules.of(Fact.class);

    public Fact {
      RULES.check(fact, data).orThrow();
    }
  }

  /**
   * Something is printed: exactly one of text, bytes and pointer says what.
   *
   * @param pointer JSON pointer (RFC 6901) into the payload: what stands there is printed, text as
   *     it is and anything else as JSON; nothing where nothing stands
   */
  @Tag("print")
  public record Print(
      StreamName stream,
      @Length(max = 1_048_576) Optional<String> text,
      Optional<@Size(max = 1_048_576) Bytes> bytes,
      @Length(max = 1024) Optional<String> pointer)
      implements Step {

    private static final Rules RULES = Rules.of(Print.class);

    public Print {
      RULES
          .check(stream, text, bytes, pointer)
          .and(
              () -> Stream.of(text, bytes, pointer).filter(Optional::isPresent).count() == 1,
              "text",
              "or bytes or pointer is required, and only one")
          .and(
              pointer,
              each -> each.map(at -> at.isEmpty() || at.startsWith("/")).orElse(true),
              "pointer",
              "must be a JSON pointer")
          .orThrow();
    }

    /** What is printed in answer to a payload. */
    public byte[] bytes(JsonObject payload) {
      return bytes
          .map(Bytes::toArray)
          .orElseGet(() -> text.orElseGet(() -> at(payload)).getBytes(StandardCharsets.UTF_8));
    }

    private String at(JsonObject payload) {
      var found = payload.toNode().at(pointer.orElseThrow());
      if (found.isMissingNode()) {
        return "";
      }
      return found.isTextual() ? found.textValue() : found.toString();
    }
  }

  /** Time passes. */
  @Tag("wait")
  public record Wait(@Range(min = 0, max = WAIT_MS_MAX) long ms) implements Step {

    private static final Rules RULES = Rules.of(Wait.class);

    public Wait {
      RULES.check(ms).orThrow();
    }
  }

  /** It breaks here, with what was printed until then. */
  @Tag("fault")
  public record Fault(Failure failure) implements Step {

    private static final Rules RULES = Rules.of(Fault.class);

    public Fault {
      RULES.check(failure).orThrow();
    }

    @Override
    public boolean isLast() {
      return true;
    }
  }

  /** It never ends by itself. */
  @Tag("hang")
  public record Hang() implements Step {

    @Override
    public boolean isLast() {
      return true;
    }
  }

  /**
   * It is over.
   *
   * @param output the lane's result
   */
  @Tag("end")
  public record End(boolean succeeded, JsonObject output) implements Step {

    private static final Rules RULES = Rules.of(End.class);

    public End {
      RULES.check(succeeded, output).orThrow();
    }

    @Override
    public boolean isLast() {
      return true;
    }
  }
}
