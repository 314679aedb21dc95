/** TLS for the HTTP endpoint, and the certificates of its callers. */
@NullMarked
package io.executionplane.node.http.tls;

import org.jspecify.annotations.NullMarked;
