package io.executionplane.lanes.process.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.util.HexFormat;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.junit.jupiter.api.Test;

class Ed25519OfTheJdkTest {

  private final Ed25519OfTheJdk support = new Ed25519OfTheJdk();

  /** RFC 8032, 7.1, test 1. */
  @Test
  void findsThePublicKeyOfAPrivateOne() throws Exception {
    var seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    var point = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    var found =
        support.recoverEDDSAPublicKey(
            support.generateEDDSAPrivateKey(HexFormat.of().parseHex(seed)));

    assertThat(HexFormat.of().formatHex(support.getPublicKeyData(found))).isEqualTo(point);
  }

  @Test
  void signsWhatItCanVerify() throws Exception {
    var keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    var data = "data".getBytes(UTF_8);
    var signer = support.getEDDSASigner();
    signer.initSigner(null, keys.getPrivate());
    signer.update(null, data);
    var signature = new ByteArrayBuffer();
    signature.putString("ssh-ed25519");
    signature.putBytes(signer.sign(null));

    assertThat(verify(keys.getPublic(), data, signature.getCompactData())).isTrue();
    data[0]++;
    assertThat(verify(keys.getPublic(), data, signature.getCompactData())).isFalse();
  }

  private boolean verify(PublicKey key, byte[] data, byte[] signature) throws Exception {
    var verifier = support.getEDDSASigner();
    verifier.initVerifier(null, key);
    verifier.update(null, data);
    return verifier.verify(null, signature);
  }

  @Test
  void makesTheSameKeysOfTheirBytes() throws Exception {
    var keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    var open = (EdECPublicKey) keys.getPublic();
    var secret = (EdECPrivateKey) keys.getPrivate();

    assertThat(support.generateEDDSAPublicKey(support.getPublicKeyData(open))).isEqualTo(open);
    assertThat(support.generateEDDSAPrivateKey(support.getPrivateKeyData(secret)))
        .isEqualTo(secret);
    assertThat(support.getEDDSAKeySize(open)).isEqualTo(256);
  }
}
