package org.handfast.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeFilesTest {
    private static final int MAKERS = 4;
    private static final int ROUNDS = 200;

    @TempDir
    private Path root;

    /** Services of one server start side by side. */
    @Test
    void severalMayMakeADirectoryAtOnce() throws Exception {
        ExecutorService makers = Executors.newFixedThreadPool(MAKERS);
        CyclicBarrier together = new CyclicBarrier(MAKERS);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                Path directory = root.resolve("data" + round).resolve("handfast");
                List<Future<?>> made = new ArrayList<>();
                for (int i = 0; i < MAKERS; i++) {
                    made.add(makers.submit(() -> {
                        together.await();
                        SafeFiles.privateDirectory(directory);
                        return null;
                    }));
                }
                for (Future<?> one : made) {
                    one.get();
                }
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                        .isEqualTo("rwx------");
            }
        } finally {
            makers.shutdownNow();
        }
    }

    @Test
    void aFileInItsPlaceIsAnError() throws Exception {
        Path file = Files.createFile(root.resolve("handfast"));
        assertThatThrownBy(() -> SafeFiles.privateDirectory(file)).isInstanceOf(FileAlreadyExistsException.class);
    }
}
