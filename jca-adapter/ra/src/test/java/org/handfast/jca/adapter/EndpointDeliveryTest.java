package org.handfast.jca.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkManager;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.handfast.jca.HandshakeFailed;
import org.handfast.jca.ProfileChanged;
import org.handfast.jca.TlsEventListener;
import org.junit.jupiter.api.Test;

/** Delivery to one bean: order, bounds, what beans ask for, and beans that throw. */
class EndpointDeliveryTest {
    private final List<Work> scheduled = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private int released;
    private boolean beanThrows;
    private final TlsEventActivation activation = new TlsEventActivation();

    @Test
    void deliversInOrderWithOneWork() {
        EndpointDelivery delivery = delivery();
        delivery.offer(failed("a"));
        delivery.offer(changed("a"));
        delivery.offer(failed("b"));
        assertThat(scheduled).hasSize(1);
        scheduled.get(0).run();
        assertThat(heard).containsExactly("failed a 0", "changed a", "failed b 0");
        assertThat(released).isEqualTo(3);
    }

    @Test
    void schedulesAgainAfterTheQueueRanDry() {
        EndpointDelivery delivery = delivery();
        delivery.offer(failed("a"));
        runAsWorkManagersDo();
        delivery.offer(failed("b"));
        runAsWorkManagersDo();
        assertThat(heard).containsExactly("failed a 0", "failed b 0");
    }

    @Test
    void dropsAndCountsUnderAFlood() {
        EndpointDelivery delivery = delivery();
        for (int i = 0; i < 256 + 44; i++) {
            delivery.offer(failed("a"));
        }
        scheduled.get(0).run();
        assertThat(heard).hasSize(256).startsWith("failed a 44", "failed a 0");
    }

    @Test
    void aBeanThatThrowsDoesNotStopTheNextEvent() {
        beanThrows = true;
        EndpointDelivery delivery = delivery();
        delivery.offer(failed("a"));
        delivery.offer(failed("b"));
        scheduled.get(0).run();
        assertThat(heard).containsExactly("failed a 0", "failed b 0");
        assertThat(released).isEqualTo(2);
    }

    @Test
    void onlyTheProfileAskedForAndTheWholeFile() {
        activation.setProfile("orders");
        EndpointDelivery delivery = delivery();
        delivery.offer(failed("web"));
        assertThat(scheduled).isEmpty();
        delivery.offer(changed("orders"));
        delivery.offer(changed(""));
        scheduled.get(0).run();
        assertThat(heard).containsExactly("changed orders", "changed ");
    }

    @Test
    void theWorkHasTheFormThatWorkManagersAccept() throws NoSuchMethodException {
        for (String method : List.of("run", "release")) {
            int modifiers = EndpointDelivery.class.getMethod(method).getModifiers();
            assertThat(Modifier.isSynchronized(modifiers)).as(method).isFalse();
        }
    }

    @Test
    void nothingAfterClose() {
        EndpointDelivery delivery = delivery();
        delivery.offer(failed("a"));
        delivery.close();
        delivery.offer(failed("b"));
        scheduled.get(0).run();
        assertThat(heard).isEmpty();
    }

    /** They release a work after each run. */
    private void runAsWorkManagersDo() {
        Work work = scheduled.remove(0);
        work.run();
        work.release();
    }

    private EndpointDelivery delivery() {
        return new EndpointDelivery(
                proxy(MessageEndpointFactory.class, (method, arguments) -> endpoint()),
                activation,
                proxy(WorkManager.class, (method, arguments) -> {
                    scheduled.add((Work) arguments[0]);
                    return null;
                }));
    }

    private Object endpoint() {
        return Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {MessageEndpoint.class, TlsEventListener.class},
                (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "handshakeFailed" -> hear((HandshakeFailed) arguments[0]);
                        case "profileChanged" -> heard.add("changed " + ((ProfileChanged) arguments[0]).profile());
                        case "release" -> released++;
                        default -> throw new AssertionError(method);
                    }
                    return null;
                });
    }

    private void hear(HandshakeFailed event) {
        heard.add("failed " + event.profile() + " " + event.droppedBefore());
        if (beanThrows) {
            throw new IllegalStateException("the bean is broken");
        }
    }

    private interface Call {
        Object on(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (p, m, a) -> call.on(m.getName(), a)));
    }

    private static TlsEvent failed(String profile) {
        return new TlsEvent.Failed(new HandshakeFailed(
                Instant.EPOCH, profile, "SERVER", "", "", "NO_COMMON_GROUP", "handshake_failure", "", "", 0));
    }

    private static TlsEvent changed(String profile) {
        return new TlsEvent.Changed(new ProfileChanged(Instant.EPOCH, profile, 1, true, List.of()));
    }
}
