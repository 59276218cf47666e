package org.handfast.engine;

import org.handfast.iana.AlertDescription;
import org.handfast.iana.ProtocolVersion;

/** What the record layer and the ends of a connection do differently by version: asked instead of the version. */
enum VersionRules {
    /** Before a version is chosen: TLS 1.3, but for one alert. */
    UNDECIDED {
        @Override
        boolean isChangeCipherSpecAStep() {
            return TLS13.isChangeCipherSpecAStep();
        }

        @Override
        boolean isRecordVersionFixed() {
            return TLS13.isRecordVersionFixed();
        }

        @Override
        boolean isClosureAnswered() {
            return TLS13.isClosureAnswered();
        }

        @Override
        boolean isKeyUpdateKnown() {
            return TLS13.isKeyUpdateKnown();
        }

        /**
         * Servers of TLS 1.2 that do not know the name asked for may say so by a warning before their ServerHello, and
         * go on (RFC 6066 §3).
         */
        @Override
        AlertMeaning meaning(Alert alert) {
            boolean unknownName = alert.description().equals(AlertDescription.UNRECOGNIZED_NAME);
            return unknownName && !alert.isFatalByLevel() ? AlertMeaning.NOTHING : TLS13.meaning(alert);
        }
    },

    /** TLS 1.3. */
    TLS13 {
        @Override
        boolean isChangeCipherSpecAStep() {
            return false;
        }

        @Override
        boolean isRecordVersionFixed() {
            return false;
        }

        @Override
        boolean isClosureAnswered() {
            return false;
        }

        @Override
        boolean isKeyUpdateKnown() {
            return true;
        }

        /** RFC 9846 §6: "All the alerts listed in Section 6.2 MUST be sent with AlertLevel=fatal"; unknown: alike. */
        @Override
        AlertMeaning meaning(Alert alert) {
            if (alert.isCloseNotify()) {
                return AlertMeaning.CLOSURE;
            }
            return alert.isUserCanceled() ? AlertMeaning.NOTHING : AlertMeaning.FAILURE;
        }
    },

    /** TLS 1.2. */
    TLS12 {
        @Override
        boolean isChangeCipherSpecAStep() {
            return true;
        }

        @Override
        boolean isRecordVersionFixed() {
            return true;
        }

        @Override
        boolean isClosureAnswered() {
            return true;
        }

        @Override
        boolean isKeyUpdateKnown() {
            return false;
        }

        /** RFC 5246 §7.2: the level decides; what is only a warning never changes the state. */
        @Override
        AlertMeaning meaning(Alert alert) {
            if (alert.isFatalByLevel()) {
                return AlertMeaning.FAILURE;
            }
            return alert.isCloseNotify() ? AlertMeaning.CLOSURE : AlertMeaning.NOTHING;
        }
    };

    /** What an alert of the peer does. */
    enum AlertMeaning {
        /** The peer will send no more. */
        CLOSURE,
        /** The connection has failed. */
        FAILURE,
        /** Counted, otherwise ignored. */
        NOTHING
    }

    /** The rules of a version. */
    static VersionRules of(ProtocolVersion version) {
        return version.equals(ProtocolVersion.TLS12) ? TLS12 : TLS13;
    }

    /** Whether change_cipher_spec says that keys change (RFC 5246 §7.1); otherwise it is passed over. */
    abstract boolean isChangeCipherSpecAStep();

    /** Whether a record of another version than 1.2 is an error (RFC 5246 §6.2.1) or just passes (RFC 9846 §5.1). */
    abstract boolean isRecordVersionFixed();

    /**
     * Whether close_notify closes both directions: "The other party MUST respond with a close_notify alert of its own
     * and close down the connection immediately, discarding any pending writes", RFC 5246 §7.2.1.
     */
    abstract boolean isClosureAnswered();

    /** Whether keys can be changed in a connection. */
    abstract boolean isKeyUpdateKnown();

    /** What an alert of the peer does. */
    abstract AlertMeaning meaning(Alert alert);
}
