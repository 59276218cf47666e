package org.handfast.bogo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.handfast.engine.TlsEngine;

/** What the shim says and answers once connected. */
final class Exchange {
    private static final int READ_SIZE = 512;
    private static final int[] RECORD_SIZES =
            {0, 1, 255, 256, 257, 16383, 16384, 16385, 32767, 32768, 32769};

    private final Settings settings;
    private final TlsEngine engine;
    private final Connection connection;

    Exchange(Settings settings, TlsEngine engine, Connection connection) {
        this.settings = settings;
        this.engine = engine;
        this.connection = connection;
    }

    void run() throws IOException {
        export();
        if (settings.has("-write-different-record-sizes")) {
            for (int size : RECORD_SIZES) {
                byte[] data = new byte[size];
                Arrays.fill(data, (byte) 0x42);
                connection.write(data);
            }
            drain();
        } else {
            initialWrite();
            if (!settings.has("-shim-shuts-down")) {
                echo();
            }
        }
        close();
    }

    private void export() throws IOException {
        int length = settings.number("-export-keying-material").orElse(0);
        if (length > 0) {
            byte[] context = settings.has("-use-export-context")
                    ? settings.bytes("-export-context").orElse(new byte[0])
                    : null;
            Expectation.that(!connection.isEarly(), ":HANDSHAKE_NOT_COMPLETE:");
            connection.write(engine.export(settings.text("-export-label").orElse(""), context, length));
        }
    }

    private void initialWrite() throws IOException {
        byte[] text = settings.bytes("-shim-initial-write").orElse("hello".getBytes(StandardCharsets.US_ASCII));
        if (settings.has("-read-with-unfinished-write")) {
            connection.writeFirstByte(text);
        } else if (settings.has("-shim-writes-first")) {
            for (int i = settings.number("-repeat-shim-initial-write").orElse(1); i > 0; i--) {
                connection.write(text);
            }
        }
    }

    private void echo() throws IOException {
        int size = settings.number("-read-size").orElse(READ_SIZE);
        for (;;) {
            updateKeys("-key-update-before-read");
            byte[] data = connection.read(size);
            if (settings.has("-use-exporter-between-reads")) {
                engine.export("", null, 1);
            }
            if (data.length == 0) {
                return;
            }
            connection.release();
            updateKeys("-key-update");
            for (int i = 0; i < data.length; i++) {
                data[i] ^= (byte) 0xFF;
            }
            connection.write(data);
        }
    }

    private void updateKeys(String flag) {
        if (settings.has(flag)) {
            engine.updateKeys(false);
        }
    }

    /** Says goodbye and waits for the peer to say it too. */
    private void close() throws IOException {
        connection.end();
        boolean atOnce = settings.has("-shim-shuts-down") && !settings.has("-check-close-notify");
        Expectation.that(engine.inboundDone() || atOnce
                        || connection.read(READ_SIZE).length == 0,
                ":APPLICATION_DATA_ON_SHUTDOWN:");
    }

    private void drain() throws IOException {
        if (!engine.inboundDone()) {
            Expectation.that(connection.read(READ_SIZE).length == 0, "data where none was expected");
        }
    }
}
