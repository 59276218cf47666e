package org.handfast.interop;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Firefox's remote control: lists of JSON, each with its length and a colon before it. */
final class Marionette {
    private static final Pattern VALUE = Pattern.compile("\"value\":\"(\\d*)\"");

    private final Tool firefox;
    private final Socket socket;
    private int commands;

    /** Waits until Firefox listens. */
    Marionette(Tool firefox, int port) {
        this.firefox = firefox;
        try {
            socket = dial(firefox, port);
            socket.setSoTimeout(Tool.LIMIT_SECONDS * 1000);
            answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tell("WebDriver:NewSession", "{}");
    }

    private static Socket dial(Tool firefox, int port) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(3L * Tool.LIMIT_SECONDS);
        while (true) {
            try {
                return new Socket("127.0.0.1", port);
            } catch (ConnectException e) {
                if (!firefox.isAlive() || System.nanoTime() > deadline) {
                    throw new AssertionError(firefox.toString(), e);
                }
                Thread.onSpinWait();
            }
        }
    }

    /** Opens a page; the digits in its first PRE. */
    String textOf(String address) {
        tell("WebDriver:Navigate", "{\"url\":\"" + address + "\"}");
        String said = tell("WebDriver:ExecuteScript",
                "{\"script\":\"return document.querySelector('pre').textContent\",\"args\":[]}");
        Matcher value = VALUE.matcher(said);
        if (!value.find()) {
            throw new AssertionError(said);
        }
        return value.group(1);
    }

    private String tell(String command, String parameters) {
        byte[] message = ("[0," + ++commands + ",\"" + command + "\"," + parameters + "]")
                .getBytes(StandardCharsets.UTF_8);
        try {
            socket.getOutputStream().write((message.length + ":").getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(message);
            String answer = answer();
            if (!answer.startsWith("[1," + commands + ",null,")) {
                throw new AssertionError(command + ": " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(command, e);
        }
    }

    private String answer() throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        int length = 0;
        for (int next = in.readByte(); next != ':'; next = in.readByte()) {
            length = length * 10 + next - '0';
        }
        byte[] answer = new byte[length];
        in.readFully(answer);
        return new String(answer, StandardCharsets.UTF_8);
    }

    String said() {
        return firefox.toString();
    }
}
