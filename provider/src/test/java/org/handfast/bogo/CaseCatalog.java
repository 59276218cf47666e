package org.handfast.bogo;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.CryptoBackend;
import org.handfast.crypto.HybridKem;
import org.handfast.crypto.Kem;
import org.handfast.crypto.bc.BouncyCastle;
import org.handfast.crypto.jca.JcaBackend;
import org.handfast.crypto.jca.PlatformRandomness;
import org.handfast.crypto.jca.legacy.LegacyCatalog;
import org.handfast.iana.NamedGroup;

/**
 * The platform's primitives and, for what it lacks, Bouncy Castle's: as the provider has them, without the forgeries
 * it tests each with when it starts, which would be most of what a run costs.
 */
final class CaseCatalog {
    private CaseCatalog() {}

    static Catalog of() {
        JcaBackend platform = JcaBackend.platform();
        Stream<Kem> classical = platform.kems().stream().filter(k -> !isMlKem(k.group()));
        Catalog standard = new Catalog(
                platform.suites13(),
                platform.suites12(),
                Stream.concat(hybrid(platform).stream(), classical).toList(),
                platform.signatureAlgorithms());
        return LegacyCatalog.with(standard, CasePolicy.LEGACY, PlatformRandomness.create());
    }

    /** The one hybrid that the runner knows. */
    private static Optional<Kem> hybrid(CryptoBackend platform) {
        Optional<Kem> mlKem = kem(platform, NamedGroup.MLKEM768)
                .or(() -> BouncyCastle.find().flatMap(bc -> kem(bc, NamedGroup.MLKEM768)));
        return mlKem.map(kem -> HybridKem.x25519MlKem768(kem, kem(platform, NamedGroup.X25519).orElseThrow()));
    }

    private static Optional<Kem> kem(CryptoBackend source, NamedGroup group) {
        return source.kems().stream().filter(k -> k.group().equals(group)).findFirst();
    }

    private static boolean isMlKem(NamedGroup group) {
        return List.of(NamedGroup.MLKEM768, NamedGroup.MLKEM1024).contains(group);
    }
}
