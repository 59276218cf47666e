package org.handfast.it.probe;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.handfast.config.ClusterSessions;
import org.handfast.config.TicketKeyRings;
import org.handfast.session.KeyRing;
import org.handfast.session.TicketKey;
import org.infinispan.Cache;
import org.jgroups.JChannel;
import org.jgroups.protocols.DISCARD;
import org.jgroups.protocols.TP;
import org.jgroups.stack.ProtocolStack;

/** A node from inside: its ring, its cache, how often it was asked, and a switch that cuts its cluster link. */
@WebServlet("/cluster")
public class ClusterServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String PROFILE = "default";
    private static final AtomicInteger COUNTED = new AtomicInteger();

    @Resource(lookup = "java:jboss/infinispan/cache/handfast/ticket-keys")
    private transient Cache<String, String> cache;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        try {
            response.getWriter().print(answer(request.getParameter("do")));
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private Object answer(String what) throws Exception {
        return switch (what) {
            case "rotate" -> TicketKeyRings.rotateNow(PROFILE);
            case "revoke" -> TicketKeyRings.revokeAll(PROFILE);
            case "members" -> ClusterSessions.describe().map(d -> d.members().toString()).orElse("none");
            case "cut" -> cut();
            case "heal" -> channel().getProtocolStack().removeProtocol(DISCARD.class) != null;
            case "leaks" -> leaks();
            case "count" -> COUNTED.incrementAndGet();
            case "counted" -> COUNTED.get();
            default -> TicketKeyRings.describe(PROFILE).stream().map(ring -> ring.sharing() + " "
                    + ring.keys().stream().map(key -> key.state() + "=" + key.name())
                            .collect(Collectors.joining(","))).collect(Collectors.joining("\n"));
        };
    }

    /** Nothing of the cluster comes in or goes out any more; clients are served. */
    private static boolean cut() throws Exception {
        DISCARD discard = new DISCARD();
        discard.discardAll(true);
        channel().getProtocolStack().insertProtocol(discard, ProtocolStack.Position.ABOVE, TP.class);
        return true;
    }

    private static JChannel channel() throws NamingException {
        return (JChannel) new InitialContext().lookup("java:jboss/jgroups/channel/default");
    }

    /** How many keys there are, how many stand in the cache, and how many would be found if they stood there. */
    private String leaks() {
        // what the node holds in memory, past all views of it
        String bytes = StreamSupport.stream(cache.getAdvancedCache().getDataContainer().spliterator(), false)
                .map(entry -> latin(Base64.getDecoder().decode(String.valueOf((Object) entry.getValue()))))
                .collect(Collectors.joining());
        List<String> keys = TicketKeyRings.shared(PROFILE).ring().present().stream()
                .flatMap(ring -> Stream.concat(Stream.of(ring.next(), ring.current()),
                        ring.older().stream().map(KeyRing.Retired::key)))
                .map(key -> latin(key.secret().bytes())).toList();
        String planted = bytes + String.join("", keys);
        return "bytes " + (bytes.length() > keys.size() * TicketKey.SECRET_LENGTH)
                + ", keys " + keys.size() + ", found " + keys.stream().filter(bytes::contains).count()
                + ", planted " + keys.stream().filter(planted::contains).count();
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
