package io.executionplane.contracts.hazmat;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What a grant lets its holder do with one execution. What is not listed is not permitted.
 *
 * @param executionRef the one execution; absent where the grant's resource says it
 */
public record GrantScope(
    Optional<ExecutionRef> executionRef, @Size(min = 1, max = 3) List<AttachDirection> directions) {

  private static final Rules RULES = Rules.of(GrantScope.class);

  public GrantScope {
    RULES
        .check(executionRef, directions)
        .and(
            directions,
            given -> given.size() == new HashSet<>(given).size(),
            "directions",
            "must name each once")
        .orThrow();
    directions = List.copyOf(directions);
  }

  /** Whether this may be done. */
  public boolean permits(AttachDirection direction) {
    return directions.contains(direction);
  }

  /** Whether it names this execution. One that names none says nothing here. */
  public boolean names(ExecutionRef execution) {
    return executionRef.filter(execution::equals).isPresent();
  }
}
