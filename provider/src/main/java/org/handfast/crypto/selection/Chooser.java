package org.handfast.crypto.selection;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import org.handfast.crypto.Aead;
import org.handfast.crypto.CryptoBackend;
import org.handfast.crypto.HybridKem;
import org.handfast.crypto.Kem;
import org.handfast.crypto.Randomness;
import org.handfast.crypto.SignatureAlgorithm;
import org.handfast.crypto.Suite12;
import org.handfast.crypto.Suite13;
import org.handfast.crypto.jca.PlatformRandomness;
import org.handfast.crypto.selection.CatalogSelection.Choice;
import org.handfast.iana.NamedGroup;

/** One selection while it is being made. Not thread-safe. */
final class Chooser {
    private static final String NO_BOUNCY_CASTLE = "Bouncy Castle 1.87 or later is not present:"
            + " elliptic curves are slower, and hybrid groups need Java 24 or later.";

    private final CryptoBackend platform;
    private final Optional<CryptoBackend> bouncyCastle;
    private final Randomness randomness = PlatformRandomness.create();
    private final Map<Aead, Boolean> aeads = new IdentityHashMap<>();
    private final List<Choice> choices = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();

    Chooser(CryptoBackend platform, Optional<CryptoBackend> bouncyCastle) {
        this.platform = platform;
        this.bouncyCastle = bouncyCastle;
        if (bouncyCastle.isEmpty()) {
            messages.add(NO_BOUNCY_CASTLE);
        }
    }

    List<Suite13> suites() {
        return Preferences.SUITES.stream()
                .flatMap(suite -> first(suite, sources(false), from -> from.suites13().stream()
                                .filter(s -> s.suite().equals(suite)).findFirst(), s -> passes(s.aead()))
                        .stream())
                .map(found -> noted(found, found.primitive().suite()))
                .toList();
    }

    List<Suite12> suites12() {
        return Preferences.SUITES_12.stream()
                .flatMap(suite -> first(suite, sources(false), from -> from.suites12().stream()
                                .filter(s -> s.suite().equals(suite)).findFirst(), s -> passes(s.aead()))
                        .stream())
                .map(found -> noted(found, found.primitive().suite()))
                .toList();
    }

    List<SignatureAlgorithm> schemes() {
        return Preferences.SCHEMES.stream()
                .flatMap(scheme -> first(
                                scheme,
                                sources(Preferences.SCHEMES_OF_BOUNCY_CASTLE.contains(scheme)),
                                from -> from.signatureAlgorithms().stream()
                                        .filter(a -> a.scheme().equals(scheme)).findFirst(),
                                SelfTest::passes)
                        .stream())
                .map(found -> noted(found, found.primitive().scheme()))
                .toList();
    }

    /** Hybrids of the chosen parts, then the classical groups. */
    List<Kem> kems() {
        Map<NamedGroup, Found<Kem>> parts = new LinkedHashMap<>();
        for (NamedGroup group : Preferences.PLAIN_GROUPS) {
            first(group, sources(Preferences.GROUPS_OF_BOUNCY_CASTLE.contains(group)),
                            from -> from.kems().stream().filter(k -> k.group().equals(group)).findFirst(),
                            kem -> SelfTest.passes(kem, randomness))
                    .ifPresent(found -> parts.put(group, found));
        }
        List<Found<Kem>> offered = new ArrayList<>();
        hybrid(parts, NamedGroup.MLKEM768, NamedGroup.X25519, HybridKem::x25519MlKem768).ifPresent(offered::add);
        hybrid(parts, NamedGroup.SECP256R1, NamedGroup.MLKEM768, HybridKem::secP256r1MlKem768)
                .ifPresent(offered::add);
        hybrid(parts, NamedGroup.SECP384R1, NamedGroup.MLKEM1024, HybridKem::secP384r1MlKem1024)
                .ifPresent(offered::add);
        parts.forEach((group, found) -> {
            if (!Preferences.ONLY_IN_HYBRIDS.contains(group)) {
                offered.add(found);
            }
        });
        return offered.stream().map(found -> noted(found, found.primitive().group())).toList();
    }

    List<Choice> choices() {
        return choices;
    }

    List<String> messages() {
        return messages;
    }

    /** Once for all suites of a source that share the AEAD. */
    private boolean passes(Aead aead) {
        return aeads.computeIfAbsent(aead, SelfTest::passes);
    }

    private List<CryptoBackend> sources(boolean bouncyCastleFirst) {
        List<CryptoBackend> sources = new ArrayList<>();
        sources.add(platform);
        bouncyCastle.ifPresent(bc -> sources.add(bouncyCastleFirst ? 0 : 1, bc));
        return sources;
    }

    private <T> Optional<Found<T>> first(
            Object name, List<CryptoBackend> sources, Function<CryptoBackend, Optional<T>> offer, Predicate<T> test) {
        for (CryptoBackend source : sources) {
            Optional<T> offered = offer.apply(source);
            if (offered.isPresent() && test.test(offered.get())) {
                return Optional.of(new Found<>(offered.get(), source.name()));
            }
            if (offered.isPresent()) {
                messages.add(source.name() + " is not used for " + name + ": it accepted a forgery in the self-test.");
            }
        }
        return Optional.empty();
    }

    private static Optional<Found<Kem>> hybrid(
            Map<NamedGroup, Found<Kem>> parts, NamedGroup first, NamedGroup second, BinaryOperator<Kem> combiner) {
        Found<Kem> one = parts.get(first);
        Found<Kem> two = parts.get(second);
        if (one == null || two == null) {
            return Optional.empty();
        }
        String source = one.source().equals(two.source()) ? one.source() : one.source() + " + " + two.source();
        return Optional.of(new Found<>(combiner.apply(one.primitive(), two.primitive()), source));
    }

    private <T> T noted(Found<T> found, Object name) {
        choices.add(new Choice(name.toString(), found.source()));
        return found.primitive();
    }

    /** A primitive that passed, and its source. */
    private record Found<T>(T primitive, String source) {}
}
