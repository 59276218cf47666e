/**
 * The key schedule of TLS 1.3 (RFC 9846 §7.1): one class per stage, each made from the one before, which it wipes.
 *
 * <pre>
 *              0
 *              |
 *   PSK --> HKDF-Extract = Early Secret                     {@link org.handfast.schedule.EarlySecret}
 *              +--> "ext binder" | "res binder"  = binder_key, offered as finished binders
 *              +--> "c e traffic"                = client_early_traffic_secret
 *              +--> "e exp master"               = early_exporter_secret
 *              |
 *           "derived"
 *              |
 *  (EC)DHE --> HKDF-Extract = Handshake Secret              {@link org.handfast.schedule.HandshakeSecret}
 *              +--> "c hs traffic"               = client_handshake_traffic_secret
 *              +--> "s hs traffic"               = server_handshake_traffic_secret
 *              |
 *           "derived"
 *              |
 *     0 --> HKDF-Extract = Main Secret                      {@link org.handfast.schedule.MainSecret}
 *              +--> "c ap traffic"               = client_application_traffic_secret_0
 *              +--> "s ap traffic"               = server_application_traffic_secret_0
 *              +--> "exp master"                 = exporter_secret
 *              +--> "res master"                 = resumption_secret
 * </pre>
 *
 * <p>The same classes serve client and server; which traffic secret reads and which writes is the caller's word.
 * Transcript hashes come from outside: this package sees no message and no record.
 */
package org.handfast.schedule;
