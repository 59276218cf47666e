package org.handfast.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.handfast.config.ProfileFolder.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ticks are made by the test, so nothing here depends on time, except the one test of the real thread. */
class WatchTest {
    private static final String GOOD = server("web", "groups: [X25519]");
    private static final String BETTER = server("web", "groups: [secp256r1]");

    @TempDir
    private Path directory;

    private ProfileFolder folder;
    private Watch watch;
    private final List<String> passes = new ArrayList<>();

    @BeforeEach
    void open() {
        folder = new ProfileFolder(directory);
        folder.write("handfast.yaml", GOOD);
        watch = new Watch(folder.yaml, Environment.standard(), new Watch.Target() {
            @Override
            public void accept(Pass pass) {
                passes.add(pass.problems().isEmpty() ? "good " + groups(pass) : pass.problems().get(0).code());
            }

            @Override
            public boolean inForce(ProfileTerms terms) {
                return true;
            }
        });
        watch.now();
        passes.clear();
    }

    @Test
    void nothingHappensWhileNothingChanges() {
        ticks(100);
        assertThat(passes).isEmpty();
    }

    @Test
    void anAtomicReplacementIsSeenWithTheSecondTick() {
        folder.replace("handfast.yaml", BETTER);
        ticks(1);
        assertThat(passes).isEmpty();
        ticks(1);
        assertThat(passes).containsExactly("good [secp256r1]");
        ticks(20);
        assertThat(passes).hasSize(1);
    }

    @Test
    void aFileBeingWrittenIsNotLookedAt() {
        for (int end = 10; end < BETTER.length(); end += 20) {
            folder.write("handfast.yaml", BETTER.substring(0, end));
            ticks(1);
        }
        folder.write("handfast.yaml", BETTER);
        ticks(3);
        assertThat(passes).containsExactly("good [secp256r1]");
    }

    @Test
    void aFileLeftHalfWrittenIsReportedAndItsRestMendsIt() {
        folder.write("handfast.yaml", BETTER.substring(0, BETTER.length() - 20));
        ticks(2);
        assertThat(passes).hasSize(1).first().asString().startsWith("HF7");
        folder.write("handfast.yaml", BETTER);
        ticks(2);
        assertThat(passes).hasSize(2).last().isEqualTo("good [secp256r1]");
    }

    @Test
    void everyFileTheProfilesReferToIsWatched() {
        folder.pem("server", ProfileFolder.OTHER);
        ticks(2);
        assertThat(passes).containsExactly("good [x25519]");
    }

    @Test
    void aFileThatAppearsLaterIsSeen() {
        folder.write("handfast.yaml", server("web", "trust: {bundle: later.pem}", "clientAuth: want"));
        ticks(2);
        assertThat(passes).containsExactly("HF7201");
        folder.write("later.pem", Pem.certificate(ProfileFolder.CA.certificate()));
        ticks(2);
        assertThat(passes).hasSize(2).last().asString().startsWith("good");
    }

    @Test
    void theRealThreadSeesAChangeByItself() throws InterruptedException {
        CountDownLatch changed = new CountDownLatch(1);
        TlsRegistry registry = folder.registry();
        try (Registration registration = registry.addListener(new ProfileListener() {
            @Override
            public void changed(String profile, long generation) {
                changed.countDown();
            }
        })) {
            assertThat(registration).isNotNull();
            folder.replace("handfast.yaml", BETTER);
            assertThat(changed.await(30, TimeUnit.SECONDS)).as("seen without being asked").isTrue();
            assertThat(registry.profile("web").current().generation()).isEqualTo(2);
        } finally {
            folder.close();
        }
    }

    private void ticks(int count) {
        for (int i = 0; i < count; i++) {
            watch.tick();
        }
    }

    private static String groups(Pass pass) {
        return pass.good().get(0).context().policy().groups().toString();
    }
}
