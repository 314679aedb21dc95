package io.executionplane.node.http;

import com.typesafe.config.Config;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.node.authority.ListedSettings;
import io.executionplane.node.http.caller.Caller;
import io.executionplane.node.http.caller.Role;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Callers that settings list, each under the digest of what he brings. */
final class ListedCallers {

  private static final Set<String> KEYS = Set.of("sha256", "tenant", "subject", "roles");

  private ListedCallers() {}

  /**
   * The callers of a list.
   *
   * @throws IllegalArgumentException naming the place in the list and what is wrong with it
   */
  static Map<Sha256, Caller> at(Config config, String path) {
    var callers = new HashMap<Sha256, Caller>();
    var place = 0;
    for (var section : ListedSettings.at(config, path, KEYS)) {
      var entry = "%s[%d]".formatted(path, place++);
      if (callers.put(digest(section, entry), caller(section, entry)) != null) {
        throw new IllegalArgumentException(entry + ".sha256 is there twice");
      }
    }
    return callers;
  }

  private static Sha256 digest(Config section, String entry) {
    try {
      return new Sha256(section.getString("sha256"));
    } catch (ContractViolationException malformed) {
      throw new IllegalArgumentException(
          entry + ".sha256 must be \"sha256:\" and 64 hexadecimal digits in lower case");
    }
  }

  private static Caller caller(Config section, String entry) {
    var tenant = section.getString("tenant");
    var subject = section.getString("subject");
    if (tenant.isBlank() || subject.isBlank()) {
      throw new IllegalArgumentException(entry + ": tenant and subject must not be blank");
    }
    return new Caller(tenant, subject, roles(section, entry));
  }

  private static Set<Role> roles(Config section, String entry) {
    var roles = EnumSet.noneOf(Role.class);
    for (var name : section.getStringList("roles")) {
      roles.add(
          Role.named(name)
              .orElseThrow(
                  () -> new IllegalArgumentException(entry + ".roles: no role is called " + name)));
    }
    if (roles.isEmpty()) {
      throw new IllegalArgumentException(entry + ".roles must name at least one role");
    }
    return roles;
  }
}
