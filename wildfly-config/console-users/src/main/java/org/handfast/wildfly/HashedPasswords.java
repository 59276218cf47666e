package org.handfast.wildfly;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.wildfly.security.auth.server.ModifiableRealmIdentity;
import org.wildfly.security.auth.server.RealmUnavailableException;
import org.wildfly.security.credential.Credential;
import org.wildfly.security.credential.PasswordCredential;
import org.wildfly.security.password.Password;
import org.wildfly.security.password.PasswordFactory;
import org.wildfly.security.password.WildFlyElytronPasswordProvider;
import org.wildfly.security.password.interfaces.BCryptPassword;
import org.wildfly.security.password.interfaces.ClearPassword;
import org.wildfly.security.password.spec.EncryptablePasswordSpec;
import org.wildfly.security.password.spec.IteratedSaltedPasswordAlgorithmSpec;

/** An identity that stores no password in the clear, whatever form an administrator sets it in. */
final class HashedPasswords {
    private static final int COST = 12;
    private static final int SALT = 16;

    private HashedPasswords() {}

    /** The identity, with clear passwords hashed on their way in. */
    static ModifiableRealmIdentity of(ModifiableRealmIdentity identity) {
        return (ModifiableRealmIdentity) Proxy.newProxyInstance(
                HashedPasswords.class.getClassLoader(),
                new Class<?>[] {ModifiableRealmIdentity.class},
                (proxy, method, arguments) -> pass(identity, method, arguments));
    }

    private static Object pass(ModifiableRealmIdentity identity, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("setCredentials")) {
            identity.setCredentials(hashed((Collection<?>) arguments[0]));
            return null;
        }
        if (method.getName().equals("updateCredential")) {
            identity.updateCredential(hashed((Credential) arguments[0]));
            return null;
        }
        try {
            return method.invoke(identity, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static List<Credential> hashed(Collection<?> credentials) throws RealmUnavailableException {
        List<Credential> hashed = new ArrayList<>();
        for (Object credential : credentials) {
            hashed.add(hashed((Credential) credential));
        }
        return hashed;
    }

    private static Credential hashed(Credential credential) throws RealmUnavailableException {
        if (credential instanceof PasswordCredential one && one.getPassword() instanceof ClearPassword clear) {
            return new PasswordCredential(hash(clear.getPassword(), new SecureRandom()));
        }
        return credential;
    }

    static Password hash(char[] password, SecureRandom random) throws RealmUnavailableException {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        try {
            PasswordFactory factory = PasswordFactory.getInstance(
                    BCryptPassword.ALGORITHM_BCRYPT, WildFlyElytronPasswordProvider.getInstance());
            return factory.generatePassword(new EncryptablePasswordSpec(
                    password, new IteratedSaltedPasswordAlgorithmSpec(COST, salt)));
        } catch (GeneralSecurityException e) {
            throw new RealmUnavailableException("The password cannot be hashed", e);
        }
    }
}
