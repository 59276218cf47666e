package org.handfast.jca.adapter;

import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.handfast.jca.TlsEventListener;

/**
 * Delivers to one message-driven bean, in order, one work at a time. The queue is bounded because attackers
 * can cause failures; what does not fit is dropped and counted. Thread-safe.
 */
final class EndpointDelivery implements Work {
    private static final Logger LOG = Logger.getLogger(EndpointDelivery.class.getName());
    private static final int QUEUED_AT_MOST = 256;

    private final MessageEndpointFactory endpoints;
    private final TlsEventActivation activation;
    private final WorkManager workManager;
    private final Deque<TlsEvent> queue = new ArrayDeque<>();
    private long dropped;
    private boolean running;
    private boolean closed;

    EndpointDelivery(MessageEndpointFactory endpoints, TlsEventActivation activation, WorkManager workManager) {
        this.endpoints = endpoints;
        this.activation = activation;
        this.workManager = workManager;
    }

    /** Queues the event if the bean wants it; never blocks. */
    void offer(TlsEvent event) {
        if (!activation.wants(event.profile()) || !enqueue(event)) {
            return;
        }
        try {
            workManager.scheduleWork(this);
        } catch (WorkException e) {
            stopRunning();
            LOG.log(Level.WARNING, "Handfast could not schedule delivery of a TLS event; it stays queued", e);
        }
    }

    @Override
    public void run() {
        for (Taken next = take(); next != null; next = take()) {
            deliver(next);
        }
    }

    /**
     * Nothing: work managers call this after each run too, when more events may follow. It must not be a
     * synchronized method, which work managers refuse.
     */
    @Override
    public void release() {
        // the end is close's
    }

    /** Ends the delivery; what is queued is dropped. */
    synchronized void close() {
        closed = true;
        queue.clear();
    }

    private void deliver(Taken next) {
        MessageEndpoint endpoint = null;
        try {
            endpoint = endpoints.createEndpoint(null);
            next.event().deliver((TlsEventListener) endpoint, next.dropped());
        } catch (UnavailableException e) {
            LOG.log(Level.WARNING, "Handfast event not delivered: the message-driven bean is unavailable", e);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Handfast event not delivered: the message-driven bean threw", e);
        } finally {
            if (endpoint != null) {
                endpoint.release();
            }
        }
    }

    /** Whether a work must be scheduled. */
    private synchronized boolean enqueue(TlsEvent event) {
        if (closed) {
            return false;
        }
        if (queue.size() >= QUEUED_AT_MOST) {
            dropped++;
            return false;
        }
        queue.add(event);
        boolean schedule = !running;
        running = true;
        return schedule;
    }

    private synchronized Taken take() {
        TlsEvent event = queue.poll();
        if (event == null) {
            running = false;
            return null;
        }
        long lost = dropped;
        dropped = 0;
        return new Taken(event, lost);
    }

    private synchronized void stopRunning() {
        running = false;
    }

    private record Taken(TlsEvent event, long dropped) {}
}
