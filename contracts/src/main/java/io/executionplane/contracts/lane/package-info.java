/** What every lane shares: payloads it accepts, facts it reports, outputs it ends with. */
@NullMarked
package io.executionplane.contracts.lane;

import org.jspecify.annotations.NullMarked;
