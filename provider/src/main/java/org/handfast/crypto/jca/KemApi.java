package org.handfast.crypto.jca;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.SecretKey;
import org.handfast.failure.Reason;

/**
 * {@code javax.crypto.KEM}, which Java has since 21, called without naming it so that the code runs on 17.
 * Immutable and thread-safe.
 */
final class KemApi {
    private final Object mlKem;
    private final MethodHandle newEncapsulator;
    private final MethodHandle encapsulate;
    private final MethodHandle encapsulation;
    private final MethodHandle encapsulatedKey;
    private final MethodHandle newDecapsulator;
    private final MethodHandle decapsulate;

    private KemApi(Provider provider) throws Throwable {
        Lookup lookup = MethodHandles.publicLookup();
        Class<?> kem = Class.forName("javax.crypto.KEM");
        Class<?> encapsulator = Class.forName("javax.crypto.KEM$Encapsulator");
        Class<?> encapsulated = Class.forName("javax.crypto.KEM$Encapsulated");
        Class<?> decapsulator = Class.forName("javax.crypto.KEM$Decapsulator");
        mlKem = lookup.findStatic(kem, "getInstance", MethodType.methodType(kem, String.class, Provider.class))
                .invoke("ML-KEM", provider);
        newEncapsulator = lookup.findVirtual(kem, "newEncapsulator", MethodType.methodType(
                encapsulator, PublicKey.class, AlgorithmParameterSpec.class, SecureRandom.class));
        encapsulate = lookup.findVirtual(encapsulator, "encapsulate", MethodType.methodType(encapsulated));
        encapsulation = lookup.findVirtual(encapsulated, "encapsulation", MethodType.methodType(byte[].class));
        encapsulatedKey = lookup.findVirtual(encapsulated, "key", MethodType.methodType(SecretKey.class));
        newDecapsulator = lookup.findVirtual(
                kem, "newDecapsulator", MethodType.methodType(decapsulator, PrivateKey.class));
        decapsulate = lookup.findVirtual(
                decapsulator, "decapsulate", MethodType.methodType(SecretKey.class, byte[].class));
    }

    /** ML-KEM of this provider, where Java has the API. */
    static KemApi mlKem(Provider provider) throws GeneralSecurityException {
        try {
            return new KemApi(provider);
        } catch (GeneralSecurityException e) {
            throw e;
        } catch (Throwable e) {
            throw new GeneralSecurityException("no javax.crypto.KEM", e);
        }
    }

    /** What encapsulation makes. */
    record Encapsulated(byte[] ciphertext, SecretKey key) {}

    /** Encapsulates to a checked key. */
    Encapsulated encapsulate(PublicKey key, SecureRandom random) {
        try {
            Object encapsulator = newEncapsulator.invoke(mlKem, key, (AlgorithmParameterSpec) null, random);
            Object made = encapsulate.invoke(encapsulator);
            return new Encapsulated((byte[]) encapsulation.invoke(made), (SecretKey) encapsulatedKey.invoke(made));
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    /** Decapsulates a ciphertext of right length. */
    SecretKey decapsulate(PrivateKey key, byte[] ciphertext) {
        try {
            return (SecretKey) decapsulate.invoke(newDecapsulator.invoke(mlKem, key), ciphertext);
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    private static RuntimeException failure(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return Reason.INTERNAL_ERROR.causedBy(e, "kem", "ML-KEM");
    }
}
