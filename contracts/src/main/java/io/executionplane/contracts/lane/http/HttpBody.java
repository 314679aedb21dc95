package io.executionplane.contracts.lane.http;

import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.Handle;
import io.executionplane.contracts.json.JsonValue;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.json.Tag;
import io.executionplane.contracts.json.Tagged;
import io.executionplane.contracts.json.WithoutNul;
import java.util.Optional;

/**
 * What a request carries. The {@code content-type} header says what it is; without one the lane
 * writes the one that is named at each form.
 */
@Tagged("kind")
public sealed interface HttpBody {

  /** Longest body that travels in a request, in bytes: in base64 it takes 5.6 of 8 MiB. */
  int INLINE_BYTES_MAX = 4 * 1024 * 1024;

  /** Bytes as they are; {@code application/octet-stream}. */
  @Tag("bytes")
  record InBytes(@Size(max = HttpBody.INLINE_BYTES_MAX) Bytes bytes) implements HttpBody {

    private static final Rules RULES = Rules.of(InBytes.class);

    public InBytes {
      RULES.check(bytes).orThrow();
    }
  }

  /** Text, sent as UTF-8; {@code text/plain; charset=utf-8}. */
  @Tag("text")
  record InText(@Length(max = 1_048_576) String text) implements HttpBody {

    private static final Rules RULES = Rules.of(InText.class);

    public InText {
      RULES.check(text).orThrow();
    }
  }

  /** A JSON value, sent in its canonical form (RFC 8785); {@code application/json}. */
  @Tag("json")
  record InJson(JsonValue json) implements HttpBody {

    private static final Rules RULES = Rules.of(InJson.class);

    public InJson {
      RULES.check(json).orThrow();
    }
  }

  /**
   * A file of the target; {@code application/octet-stream}.
   *
   * @param path absolute path
   * @param sha256 digest that the file must have; absent means any
   */
  @Tag("file")
  record OfFile(@WithoutNul @Length(max = 4_096) String path, Optional<Sha256> sha256)
      implements HttpBody {

    private static final Rules RULES = Rules.of(OfFile.class);

    public OfFile {
      RULES
          .check(path, sha256)
          .and(() -> path.startsWith("/"), "path", "must be absolute")
          .orThrow();
    }
  }

  /**
   * Bytes that somebody keeps under a handle: a stored artifact or a secret; {@code
   * application/octet-stream}.
   */
  @Tag("handle")
  record OfHandle(@Handle String handle) implements HttpBody {

    private static final Rules RULES = Rules.of(OfHandle.class);

    public OfHandle {
      RULES.check(handle).orThrow();
    }
  }
}
