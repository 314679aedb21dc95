package io.executionplane.lanes.process.guest.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.surface.SurfaceCapabilities;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;

/**
 * What a guest signs: that it answers this nonce, in this session, with this profile, version and
 * capabilities. The first line keeps the signature from meaning anything elsewhere. Pure.
 */
public record GuestProof(Bytes nonce, Attached reply) {

  private static final String DOMAIN = "execution-plane guest attestation v1";
  private static final String ALGORITHM = "Ed25519";

  /** The bytes that are signed: one line each. */
  byte[] statement() {
    var lines = new ArrayList<>(List.of(DOMAIN, nonce.base64(), reply.bridgeSessionRef()));
    lines.addAll(said(reply));
    return String.join("\n", lines).getBytes(UTF_8);
  }

  /** What a guest says of itself: its profile, version and capabilities, a line each. */
  public static List<String> said(Attached reply) {
    return List.of(
        "profile " + reply.bridgeProfile(),
        "version " + reply.protocolVersion(),
        "capabilities "
            + SurfaceCapabilities.CONTRACT.encodeObject(reply.effectiveCapabilities()).canonical());
  }

  /** Signs it with the guest's key. */
  public Bytes sign(PrivateKey key) throws GeneralSecurityException {
    var signature = Signature.getInstance(ALGORITHM);
    signature.initSign(key);
    signature.update(statement());
    return Bytes.copyOf(signature.sign());
  }

  /** Whether the holder of a key signed it. */
  public boolean isSignedBy(PublicKey key, Bytes claimed) {
    try {
      var signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      signature.update(statement());
      return signature.verify(claimed.toArray());
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }
}
