package io.executionplane.contracts.surface;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.Violation;
import io.executionplane.contracts.samples.Packets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SurfaceCapabilitiesTest {

  // --- What a kind can do at most

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LOCAL_SUBPROCESS | false | SPAWN  | LOCAL  | true  | SIGNAL | LOCAL",
        "SSH_EXEC         | true  | SPAWN  | REMOTE | true  | SIGNAL | SSH",
        "GUEST_BRIDGE     | true  | BRIDGE | GUEST  | true  | RPC    | GUEST",
        "LOWER_SIMULATION | false | ATTACH | LOCAL  | false | NONE   | NONE"
      })
  void knowsTheMostThatEachKindCanDo(
      SurfaceKind kind,
      boolean remote,
      Startup startup,
      PathSemantics path,
      boolean pty,
      InterruptMechanism interrupt,
      PlacementFamily family) {
    var most =
        new SurfaceCapabilities(
            remote, startup, path, true, true, pty, true, true, true, interrupt);

    assertThat(kind.maximum()).isEqualTo(most);
    assertThat(kind.family()).isEqualTo(family);
  }

  @ParameterizedTest
  @EnumSource
  void allowsTheMaximumItself(SurfaceKind kind) {
    assertThat(kind.maximum().isSubsetOf(kind.maximum())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "streaming_stdio", "pty", "user", "env", "cwd"})
  void letsACapabilityBeMissingButNeverAdded(String name) {
    var all = SurfaceKind.LOCAL_SUBPROCESS.maximum();
    var fewer = with(all, '/' + name, "false");

    assertThat(fewer.isSubsetOf(all)).isTrue();
    assertThat(all.isSubsetOf(fewer)).isFalse();
    assertThat(fewer.isSubsetOf(fewer)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"remote, true", "startup, '\"attach\"'", "path, '\"guest\"'"})
  void refusesAnotherPlaceThanTheMaximums(String name, String value) {
    var maximum = SurfaceKind.LOCAL_SUBPROCESS.maximum();

    assertThat(with(maximum, '/' + name, value).isSubsetOf(maximum)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"signal, true", "none, true", "rpc, false", "stdin, false"})
  void letsAnInterruptBeGivenUpButNotSwapped(String interrupt, boolean allowed) {
    var maximum = SurfaceKind.LOCAL_SUBPROCESS.maximum();

    var effective = with(maximum, "/interrupt", '"' + interrupt + '"');

    assertThat(effective.isSubsetOf(maximum)).isEqualTo(allowed);
  }

  @Test
  void addsNoInterruptWhereThereIsNone() {
    var simulated = SurfaceKind.LOWER_SIMULATION.maximum();

    assertThat(with(simulated, "/interrupt", "\"signal\"").isSubsetOf(simulated)).isFalse();
  }

  @Test
  void tellsPathsFromDistance() {
    var mounted = with(SurfaceKind.LOCAL_SUBPROCESS.maximum(), "/path", "\"guest\"");

    assertThat(mounted.remote()).isFalse();
    assertThat(mounted.path()).isEqualTo(PathSemantics.GUEST);
    assertThat(mounted.isSubsetOf(mounted)).isTrue();
  }

  // --- What is required

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                          | true",
        "{\"remote\":false}          | true",
        "{\"remote\":true}           | false",
        "{\"startup\":\"spawn\"}     | true",
        "{\"startup\":\"bridge\"}    | false",
        "{\"path\":\"local\"}        | true",
        "{\"path\":\"guest\"}        | false",
        "{\"run\":true}              | true",
        "{\"run\":false}             | false",
        "{\"streaming_stdio\":true}  | true",
        "{\"streaming_stdio\":false} | false",
        "{\"pty\":true}              | true",
        "{\"pty\":false}             | false",
        "{\"user\":true}             | true",
        "{\"user\":false}            | false",
        "{\"env\":true}              | true",
        "{\"env\":false}             | false",
        "{\"cwd\":true}              | true",
        "{\"cwd\":false}             | false",
        "{\"interrupt\":\"signal\"}  | true",
        "{\"interrupt\":\"none\"}    | false",
        "{\"pty\":true,\"path\":\"local\",\"interrupt\":\"signal\"} | true",
        "{\"pty\":true,\"path\":\"local\",\"interrupt\":\"rpc\"}    | false"
      })
  void satisfiesWhatItHasExactlyAsRequired(String required, boolean satisfied) {
    var here = SurfaceKind.LOCAL_SUBPROCESS.maximum();

    assertThat(here.satisfies(RequiredCapabilities.CONTRACT.decode(Json.parse(required))))
        .isEqualTo(satisfied);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"teleport\":true}       | /teleport  | is not known",
        "{\"clear_env?\":true}     | /clear_env? | is not known",
        "{\"startup\":\"conjure\"} | /startup   | must be one of spawn, attach, bridge",
        "{\"path\":\"Local\"}      | /path      | must be one of local, remote, guest",
        "{\"interrupt\":\"kill\"}  | /interrupt | must be one of signal, stdin, rpc, none"
      })
  void refusesARequirementThatItDoesNotKnow(String required, String pointer, String rule) {
    assertThat(RequiredCapabilities.CONTRACT.violations(Json.parse(required)))
        .containsExactly(new Violation(pointer, rule));
  }

  private static SurfaceCapabilities with(SurfaceCapabilities some, String pointer, String json) {
    var tree = (ObjectNode) SurfaceCapabilities.CONTRACT.encode(some);
    return SurfaceCapabilities.CONTRACT.decode(Packets.with(tree, pointer, json));
  }
}
