package org.handfast.wire.extension;

import static org.handfast.wire.extension.MessageKind.CERTIFICATE;
import static org.handfast.wire.extension.MessageKind.CERTIFICATE_REQUEST;
import static org.handfast.wire.extension.MessageKind.CLIENT_HELLO;
import static org.handfast.wire.extension.MessageKind.ENCRYPTED_EXTENSIONS;
import static org.handfast.wire.extension.MessageKind.HELLO_RETRY_REQUEST;
import static org.handfast.wire.extension.MessageKind.NEW_SESSION_TICKET;
import static org.handfast.wire.extension.MessageKind.SERVER_HELLO;
import static org.handfast.wire.extension.MessageKind.SERVER_HELLO_12;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.handfast.failure.Reason;
import org.handfast.iana.ExtensionType;
import org.handfast.iana.Grease;
import org.handfast.wire.Reader;
import org.handfast.wire.U16List;

/**
 * The registry of extensions: every form we read, and the messages it may appear in (the table of RFC 9846
 * §4.3, for TLS 1.2 the defining RFCs). A new extension is a record and its rows here. Thread-safe.
 */
public final class Extensions {
    public static final ExtensionForm<ServerName.HostName> SERVER_NAME =
            form(ExtensionType.SERVER_NAME, ServerName.HostName::read, CLIENT_HELLO);
    public static final ExtensionForm<ServerName.Acknowledged> SERVER_NAME_ACKNOWLEDGED =
            form(ExtensionType.SERVER_NAME, ServerName.Acknowledged::read, ENCRYPTED_EXTENSIONS, SERVER_HELLO_12);
    public static final ExtensionForm<MaxFragmentLength> MAX_FRAGMENT_LENGTH =
            form(ExtensionType.MAX_FRAGMENT_LENGTH, MaxFragmentLength::read,
                    CLIENT_HELLO, ENCRYPTED_EXTENSIONS, SERVER_HELLO_12);
    public static final ExtensionForm<StatusRequest.Request> STATUS_REQUEST =
            form(ExtensionType.STATUS_REQUEST, StatusRequest.Request::read, CLIENT_HELLO);
    public static final ExtensionForm<StatusRequest.Empty> STATUS_REQUEST_EMPTY =
            form(ExtensionType.STATUS_REQUEST, StatusRequest.Empty::read, CERTIFICATE_REQUEST, SERVER_HELLO_12);
    public static final ExtensionForm<StatusRequest.CertificateStatus> STATUS_REQUEST_CERTIFICATE =
            form(ExtensionType.STATUS_REQUEST, StatusRequest.CertificateStatus::read, CERTIFICATE);
    public static final ExtensionForm<SupportedGroups> SUPPORTED_GROUPS =
            // in a ServerHello of TLS 1.2 it means nothing, but old load balancers send it
            form(ExtensionType.SUPPORTED_GROUPS, SupportedGroups::read,
                    CLIENT_HELLO, ENCRYPTED_EXTENSIONS, SERVER_HELLO_12);
    public static final ExtensionForm<EcPointFormats> EC_POINT_FORMATS =
            form(ExtensionType.EC_POINT_FORMATS, EcPointFormats::read, CLIENT_HELLO, SERVER_HELLO_12);
    public static final ExtensionForm<SignatureAlgorithms> SIGNATURE_ALGORITHMS =
            form(ExtensionType.SIGNATURE_ALGORITHMS, SignatureAlgorithms::read, CLIENT_HELLO, CERTIFICATE_REQUEST);
    public static final ExtensionForm<SignatureAlgorithmsCert> SIGNATURE_ALGORITHMS_CERT =
            form(ExtensionType.SIGNATURE_ALGORITHMS_CERT, SignatureAlgorithmsCert::read,
                    CLIENT_HELLO, CERTIFICATE_REQUEST);
    public static final ExtensionForm<Alpn> ALPN_CLIENT_HELLO =
            form(ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION, Alpn::read, CLIENT_HELLO);
    public static final ExtensionForm<Alpn> ALPN_SELECTED =
            form(ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION, Alpn::readSelected,
                    ENCRYPTED_EXTENSIONS, SERVER_HELLO_12);
    public static final ExtensionForm<SignedCertificateTimestamp.Request> SIGNED_CERTIFICATE_TIMESTAMP_REQUEST =
            form(ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP, SignedCertificateTimestamp.Request::read,
                    CLIENT_HELLO, CERTIFICATE_REQUEST);
    public static final ExtensionForm<SignedCertificateTimestamp.Timestamps> SIGNED_CERTIFICATE_TIMESTAMP =
            form(ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP, SignedCertificateTimestamp.Timestamps::read,
                    CERTIFICATE, SERVER_HELLO_12);
    public static final ExtensionForm<ClientCertificateType.Offered> CLIENT_CERTIFICATE_TYPE_CLIENT_HELLO =
            form(ExtensionType.CLIENT_CERTIFICATE_TYPE, ClientCertificateType.Offered::read, CLIENT_HELLO);
    public static final ExtensionForm<ClientCertificateType.Selected> CLIENT_CERTIFICATE_TYPE_SELECTED =
            form(ExtensionType.CLIENT_CERTIFICATE_TYPE, ClientCertificateType.Selected::read,
                    ENCRYPTED_EXTENSIONS, SERVER_HELLO_12);
    public static final ExtensionForm<ServerCertificateType.Offered> SERVER_CERTIFICATE_TYPE_CLIENT_HELLO =
            form(ExtensionType.SERVER_CERTIFICATE_TYPE, ServerCertificateType.Offered::read, CLIENT_HELLO);
    public static final ExtensionForm<ServerCertificateType.Selected> SERVER_CERTIFICATE_TYPE_SELECTED =
            form(ExtensionType.SERVER_CERTIFICATE_TYPE, ServerCertificateType.Selected::read,
                    ENCRYPTED_EXTENSIONS, SERVER_HELLO_12);
    public static final ExtensionForm<EncryptThenMac> ENCRYPT_THEN_MAC =
            form(ExtensionType.ENCRYPT_THEN_MAC, EncryptThenMac::read, CLIENT_HELLO, SERVER_HELLO_12);
    public static final ExtensionForm<ExtendedMainSecret> EXTENDED_MAIN_SECRET =
            form(ExtensionType.EXTENDED_MAIN_SECRET, ExtendedMainSecret::read, CLIENT_HELLO, SERVER_HELLO_12);
    public static final ExtensionForm<CompressCertificate> COMPRESS_CERTIFICATE =
            form(ExtensionType.COMPRESS_CERTIFICATE, CompressCertificate::read, CLIENT_HELLO, CERTIFICATE_REQUEST);
    public static final ExtensionForm<RecordSizeLimit> RECORD_SIZE_LIMIT =
            form(ExtensionType.RECORD_SIZE_LIMIT, RecordSizeLimit::read,
                    CLIENT_HELLO, ENCRYPTED_EXTENSIONS, SERVER_HELLO_12);
    public static final ExtensionForm<SessionTicket> SESSION_TICKET =
            form(ExtensionType.SESSION_TICKET, SessionTicket::read, CLIENT_HELLO, SERVER_HELLO_12);
    public static final ExtensionForm<PreSharedKey.ClientHello> PRE_SHARED_KEY_CLIENT_HELLO =
            form(ExtensionType.PRE_SHARED_KEY, PreSharedKey.ClientHello::read, CLIENT_HELLO);
    public static final ExtensionForm<PreSharedKey.ServerHello> PRE_SHARED_KEY_SERVER_HELLO =
            form(ExtensionType.PRE_SHARED_KEY, PreSharedKey.ServerHello::read, SERVER_HELLO);
    public static final ExtensionForm<EarlyData.Indication> EARLY_DATA =
            form(ExtensionType.EARLY_DATA, EarlyData.Indication::read, CLIENT_HELLO, ENCRYPTED_EXTENSIONS);
    public static final ExtensionForm<EarlyData.Allowance> EARLY_DATA_NEW_SESSION_TICKET =
            form(ExtensionType.EARLY_DATA, EarlyData.Allowance::read, NEW_SESSION_TICKET);
    public static final ExtensionForm<SupportedVersions.ClientHello> SUPPORTED_VERSIONS_CLIENT_HELLO =
            form(ExtensionType.SUPPORTED_VERSIONS, SupportedVersions.ClientHello::read, CLIENT_HELLO);
    public static final ExtensionForm<SupportedVersions.ServerHello> SUPPORTED_VERSIONS_SERVER_HELLO =
            form(ExtensionType.SUPPORTED_VERSIONS, SupportedVersions.ServerHello::read,
                    SERVER_HELLO, HELLO_RETRY_REQUEST);
    public static final ExtensionForm<Cookie> COOKIE =
            form(ExtensionType.COOKIE, Cookie::read, CLIENT_HELLO, HELLO_RETRY_REQUEST);
    public static final ExtensionForm<PskKeyExchangeModes> PSK_KEY_EXCHANGE_MODES =
            form(ExtensionType.PSK_KEY_EXCHANGE_MODES, PskKeyExchangeModes::read, CLIENT_HELLO);
    public static final ExtensionForm<CertificateAuthorities> CERTIFICATE_AUTHORITIES =
            form(ExtensionType.CERTIFICATE_AUTHORITIES, CertificateAuthorities::read,
                    CLIENT_HELLO, CERTIFICATE_REQUEST);
    public static final ExtensionForm<OidFilters> OID_FILTERS =
            form(ExtensionType.OID_FILTERS, OidFilters::read, CERTIFICATE_REQUEST);
    public static final ExtensionForm<PostHandshakeAuth> POST_HANDSHAKE_AUTH =
            form(ExtensionType.POST_HANDSHAKE_AUTH, PostHandshakeAuth::read, CLIENT_HELLO);
    public static final ExtensionForm<KeyShare.ClientHello> KEY_SHARE_CLIENT_HELLO =
            form(ExtensionType.KEY_SHARE, KeyShare.ClientHello::read, CLIENT_HELLO);
    public static final ExtensionForm<KeyShare.ServerHello> KEY_SHARE_SERVER_HELLO =
            form(ExtensionType.KEY_SHARE, KeyShare.ServerHello::read, SERVER_HELLO);
    public static final ExtensionForm<KeyShare.HelloRetryRequest> KEY_SHARE_HELLO_RETRY_REQUEST =
            form(ExtensionType.KEY_SHARE, KeyShare.HelloRetryRequest::read, HELLO_RETRY_REQUEST);
    public static final ExtensionForm<TicketRequest.ClientHello> TICKET_REQUEST_CLIENT_HELLO =
            form(ExtensionType.TICKET_REQUEST, TicketRequest.ClientHello::read, CLIENT_HELLO);
    public static final ExtensionForm<TicketRequest.ServerHint> TICKET_REQUEST_HINT =
            form(ExtensionType.TICKET_REQUEST, TicketRequest.ServerHint::read, ENCRYPTED_EXTENSIONS);
    public static final ExtensionForm<RenegotiationInfo> RENEGOTIATION_INFO =
            form(ExtensionType.RENEGOTIATION_INFO, RenegotiationInfo::read, CLIENT_HELLO, SERVER_HELLO_12);

    private static final List<ExtensionForm<?>> FORMS = List.of(
            SERVER_NAME, SERVER_NAME_ACKNOWLEDGED, MAX_FRAGMENT_LENGTH, STATUS_REQUEST, STATUS_REQUEST_EMPTY,
            STATUS_REQUEST_CERTIFICATE, SUPPORTED_GROUPS, EC_POINT_FORMATS, SIGNATURE_ALGORITHMS,
            SIGNATURE_ALGORITHMS_CERT, ALPN_CLIENT_HELLO, ALPN_SELECTED, SIGNED_CERTIFICATE_TIMESTAMP_REQUEST,
            SIGNED_CERTIFICATE_TIMESTAMP, CLIENT_CERTIFICATE_TYPE_CLIENT_HELLO, CLIENT_CERTIFICATE_TYPE_SELECTED,
            SERVER_CERTIFICATE_TYPE_CLIENT_HELLO, SERVER_CERTIFICATE_TYPE_SELECTED, EXTENDED_MAIN_SECRET,
            COMPRESS_CERTIFICATE, RECORD_SIZE_LIMIT, SESSION_TICKET, PRE_SHARED_KEY_CLIENT_HELLO,
            PRE_SHARED_KEY_SERVER_HELLO, EARLY_DATA, EARLY_DATA_NEW_SESSION_TICKET,
            SUPPORTED_VERSIONS_CLIENT_HELLO, SUPPORTED_VERSIONS_SERVER_HELLO, COOKIE, PSK_KEY_EXCHANGE_MODES,
            CERTIFICATE_AUTHORITIES, OID_FILTERS, POST_HANDSHAKE_AUTH, KEY_SHARE_CLIENT_HELLO,
            KEY_SHARE_SERVER_HELLO, KEY_SHARE_HELLO_RETRY_REQUEST, TICKET_REQUEST_CLIENT_HELLO,
            TICKET_REQUEST_HINT, RENEGOTIATION_INFO, ENCRYPT_THEN_MAC);

    private static final Map<Integer, Set<MessageKind>> PLACES = FORMS.stream().collect(Collectors.groupingBy(
            form -> form.type().code(),
            Collectors.flatMapping(form -> form.places().stream(), Collectors.toUnmodifiableSet())));

    private Extensions() {
    }

    /** All forms; unmodifiable. */
    public static List<ExtensionForm<?>> forms() {
        return FORMS;
    }

    /** Whether we can decode this extension in some message. */
    public static boolean isRecognized(ExtensionType type) {
        return PLACES.containsKey(type.code());
    }

    /**
     * "If an implementation receives an extension which it recognizes and which is not specified for the message
     * in which it appears, it MUST abort the handshake with an illegal_parameter alert", RFC 9846 §4.3.
     *
     * @throws org.handfast.failure.TlsFailure MISPLACED_EXTENSION
     */
    public static void checkPlacement(ExtensionBlock block, MessageKind kind) {
        for (int i = 0; i < block.size(); i++) {
            Set<MessageKind> places = PLACES.get(block.codeAt(i));
            if (places != null && !places.contains(kind)) {
                throw Reason.MISPLACED_EXTENSION.with("extension", ExtensionType.of(block.codeAt(i)), "in", kind);
            }
        }
    }

    /**
     * "Implementations MUST NOT send extension responses ... if the remote endpoint did not send the corresponding
     * extension requests, with the exception of the "cookie" extension in the HelloRetryRequest", RFC 9846 §4.3.
     * What answers a reserved value was never asked for: "Clients MUST reject GREASE values when negotiated by the
     * server", RFC 8701 §3.1.
     *
     * @param response the extensions of an answering message: ServerHello, HelloRetryRequest,
     *                 EncryptedExtensions, Certificate
     * @param offered  the types that were sent in the request
     * @throws org.handfast.failure.TlsFailure UNSOLICITED_EXTENSION, also for unknown extensions
     */
    public static void checkSolicited(ExtensionBlock response, U16List offered) {
        for (int i = 0; i < response.size(); i++) {
            int code = response.codeAt(i);
            boolean asked = offered.contains(code) && !Grease.isReserved(code);
            if (code != ExtensionType.COOKIE.code() && !asked) {
                throw Reason.UNSOLICITED_EXTENSION.with("extension", ExtensionType.of(code));
            }
        }
    }

    private static <E extends Extension> ExtensionForm<E> form(ExtensionType type, Function<Reader, E> reader,
            MessageKind... places) {
        return new ExtensionForm<>(type, Set.of(places), reader);
    }
}
