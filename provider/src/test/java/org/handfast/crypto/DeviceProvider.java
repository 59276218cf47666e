package org.handfast.crypto;

import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureSpi;
import java.security.spec.AlgorithmParameterSpec;
import java.util.List;
import java.util.Map;

/** Signs for keys it keeps, as a token would; takes no other keys. */
final class DeviceProvider extends Provider {
    static final byte[] SIGNATURE = {4, 2};

    private static final long serialVersionUID = 1L;
    private static final List<String> ALGORITHMS = List.of(
            "SHA256withECDSA", "SHA384withECDSA", "SHA512withECDSA", "Ed25519", "Ed448", "RSASSA-PSS",
            "SHA256withRSA", "SHA384withRSA", "SHA512withRSA");

    DeviceProvider() {
        super("Device", "1", "test");
        for (String algorithm : ALGORITHMS) {
            putService(new Service(
                    this, "Signature", algorithm, Token.class.getName(), List.of(),
                    Map.of("SupportedKeyClasses", SigningTest.Opaque.class.getName())) {
                @Override
                public Object newInstance(Object parameter) {
                    return new Token();
                }
            });
        }
    }

    /** The signature of the token. */
    public static final class Token extends SignatureSpi {
        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            throw new InvalidKeyException("signs only");
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            if (!(key instanceof SigningTest.Opaque)) {
                throw new InvalidKeyException("not in this device");
            }
        }

        @Override
        protected void engineUpdate(byte b) {
            // content does not matter here
        }

        @Override
        protected void engineUpdate(byte[] bytes, int offset, int length) {
            // content does not matter here
        }

        @Override
        protected byte[] engineSign() {
            return SIGNATURE.clone();
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            return false;
        }

        @Override
        protected void engineSetParameter(AlgorithmParameterSpec parameters) {
            // a token knows its own
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }
}
