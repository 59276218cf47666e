package org.handfast.it.probe;

import jakarta.ejb.MessageDriven;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.handfast.jca.HandshakeFailed;
import org.handfast.jca.ProfileChanged;
import org.handfast.jca.TlsEventListener;

/** Hears events of all profiles; bound to the adapter in {@code WEB-INF/jboss-ejb3.xml}. */
@MessageDriven(name = "EventBean", messageListenerInterface = TlsEventListener.class)
public class EventBean implements TlsEventListener {
    static final BlockingQueue<Record> HEARD = new LinkedBlockingQueue<>();

    @Override
    public void handshakeFailed(HandshakeFailed event) {
        HEARD.add(event);
    }

    @Override
    public void profileChanged(ProfileChanged event) {
        HEARD.add(event);
    }
}
