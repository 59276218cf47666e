package org.handfast.jsse;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import javax.net.ssl.SSLParameters;

/** Properties of {@link SSLParameters} that Java 17 does not have: signature schemes (19) and named groups (20). */
enum NewerParameters {
    /** Names of signature schemes as in RFC 9846 §4.3.3. */
    SIGNATURE_SCHEMES("SignatureSchemes"),
    /** Names of groups as in RFC 9846 §4.3.7. */
    NAMED_GROUPS("NamedGroups");

    private final Optional<MethodHandle> getter;
    private final Optional<MethodHandle> setter;

    NewerParameters(String property) {
        getter = find("get" + property, MethodType.methodType(String[].class));
        setter = find("set" + property, MethodType.methodType(void.class, String[].class));
    }

    /** The value; empty: not set, or unknown to this Java. */
    Optional<String[]> get(SSLParameters parameters) {
        if (getter.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable((String[]) getter.get().invokeExact(parameters));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("SSLParameters getter of " + this, e);
        }
    }

    /** Sets the value where this Java knows the property. */
    void set(SSLParameters parameters, String[] value) {
        if (setter.isEmpty()) {
            return;
        }
        try {
            setter.get().invokeExact(parameters, value);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("SSLParameters setter of " + this, e);
        }
    }

    private static Optional<MethodHandle> find(String name, MethodType type) {
        try {
            return Optional.of(MethodHandles.publicLookup().findVirtual(SSLParameters.class, name, type));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return Optional.empty(); // an older Java
        }
    }
}
