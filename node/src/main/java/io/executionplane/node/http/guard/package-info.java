/**
 * Looks at the bytes of a connection before the HTTP parser does, and at who a request is meant
 * for. The parser underneath (Pekko HTTP 1.3) forgives what proxies read differently; what two may
 * read differently is refused here (RFC 9112, section 11.2).
 */
@NullMarked
package io.executionplane.node.http.guard;

import org.jspecify.annotations.NullMarked;
