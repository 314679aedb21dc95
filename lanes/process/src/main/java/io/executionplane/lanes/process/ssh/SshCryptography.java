package io.executionplane.lanes.process.ssh;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import org.apache.sshd.common.util.security.SecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSASupport;

/** Makes the SSH library take from the JDK what it would look for elsewhere. */
public final class SshCryptography {

  static {
    if (SecurityUtils.getEdDSASupport().isEmpty()) {
      SecurityUtils.registerSecurityProvider(new Ed25519Registrar());
    }
  }

  private SshCryptography() {}

  /** To be called before any class of the SSH library is used: it looks once. Idempotent. */
  public static void prepare() {}

  /** Brings Ed25519 and nothing else; all else the library finds in the JDK by itself. */
  private static final class Ed25519Registrar implements SecurityProviderRegistrar {

    private static final String PROVIDER = "SunEC";

    @Override
    public String getName() {
      return PROVIDER;
    }

    @Override
    public boolean isSupported() {
      return getSecurityProvider() != null;
    }

    @Override
    public Provider getSecurityProvider() {
      return Security.getProvider(PROVIDER);
    }

    @Override
    public boolean isNamedProviderUsed() {
      return false;
    }

    @Override
    public boolean isSecurityEntitySupported(Class<?> entityType, String name) {
      return false;
    }

    @Override
    public Optional<EdDSASupport<?, ?>> getEdDSASupport() {
      return Optional.of(new Ed25519OfTheJdk());
    }
  }
}
