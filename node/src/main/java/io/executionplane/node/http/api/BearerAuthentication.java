package io.executionplane.node.http.api;

import io.executionplane.node.http.caller.Caller;
import io.executionplane.node.http.caller.Callers;
import java.security.cert.CertificateEncodingException;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.TlsSessionInfo;

/** Knows callers by bearer token (RFC 6750) or, where none is sent, by their certificate. */
record BearerAuthentication(Callers callers) implements Router.Authentication {

  private static final String SCHEME = "Bearer ";

  @Override
  public Caller of(HttpRequest request) {
    var authorization = Router.header(request, "Authorization");
    if (authorization.isPresent()) {
      return withToken(authorization.get());
    }
    return certificate(request)
        .flatMap(callers::withCertificate)
        .orElseThrow(
            () ->
                Problem.of(ProblemType.TOKEN_MISSING, "the header Authorization is missing")
                    .toException());
  }

  private Caller withToken(String authorization) {
    // The name of the scheme is written either way (RFC 9110, section 11.1).
    var token =
        authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
            ? authorization.substring(SCHEME.length()).strip()
            : "";
    return callers
        .withToken(token)
        .orElseThrow(
            () -> Problem.of(ProblemType.TOKEN_UNKNOWN, "no caller has this token").toException());
  }

  private static Optional<byte[]> certificate(HttpRequest request) {
    return request.getHeader(TlsSessionInfo.class).flatMap(info -> first(info.getSession()));
  }

  private static Optional<byte[]> first(javax.net.ssl.SSLSession session) {
    try {
      return Optional.of(session.getPeerCertificates()[0].getEncoded());
    } catch (SSLPeerUnverifiedException | CertificateEncodingException none) {
      return Optional.empty();
    }
  }
}
