package io.executionplane.node.http.caller;

import java.util.Set;

/**
 * Who calls.
 *
 * @param tenantId in whose name; his executions are this tenant's
 * @param subject who, for the record; not blank
 * @param roles what he may do
 */
public record Caller(String tenantId, String subject, Set<Role> roles) {

  public Caller {
    roles = Set.copyOf(roles);
  }

  /** Whether he may do what any of these roles may. */
  public boolean mayAny(Set<Role> wanted) {
    return roles.contains(Role.OPERATE) || wanted.stream().anyMatch(roles::contains);
  }

  /** Whether he may see what is this tenant's. */
  public boolean sees(String tenant) {
    return tenantId.equals(tenant) || seesAllTenants();
  }

  /** Whether he may see what is anybody's. */
  public boolean seesAllTenants() {
    return roles.contains(Role.OPERATE) || roles.contains(Role.AUDIT);
  }
}
