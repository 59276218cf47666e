package org.handfast.jsse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.StandardConstants;

/** Host names of server_name between JSSE and the engine. */
final class HostName {
    private HostName() {}

    /** The name for callers; what JSSE does not take as a host name keeps its bytes. */
    static SNIServerName of(String asciiName) {
        byte[] encoded = asciiName.getBytes(StandardCharsets.US_ASCII);
        try {
            return new SNIHostName(encoded);
        } catch (IllegalArgumentException e) {
            return new Unusual(encoded);
        }
    }

    /** The one host name of a list; other types of names do not exist (RFC 6066 §3). */
    static Optional<String> in(List<SNIServerName> names) {
        return names.stream()
                .filter(name -> name.getType() == StandardConstants.SNI_HOST_NAME)
                .map(name -> new String(name.getEncoded(), StandardCharsets.US_ASCII))
                .findFirst();
    }

    /**
     * The name a client sends when the caller named only the peer: DNS names with a dot, without a final one.
     *
     * @param host may be null
     */
    static Optional<String> toAskFor(String host) {
        if (host == null || EndpointIdentity.address(host) != null) {
            return Optional.empty();
        }
        return Optional.ofNullable(EndpointIdentity.dnsName(host)).filter(name -> name.indexOf('.') > 0);
    }

    /** A name the JDK's class refuses. */
    private static final class Unusual extends SNIServerName {
        Unusual(byte[] encoded) {
            super(StandardConstants.SNI_HOST_NAME, encoded);
        }
    }
}
