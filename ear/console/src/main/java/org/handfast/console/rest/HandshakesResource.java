package org.handfast.console.rest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.handfast.config.TlsRegistry;
import org.handfast.observe.Counters;

/** Counts of handshakes since the server started; how they began is told by {@link SessionsResource}. */
@Path("/handshakes")
@Produces(MediaType.APPLICATION_JSON)
public class HandshakesResource {
    /** By version, suite, group, scheme and profile; failures by reason. */
    @GET
    public JsonObject handshakes() {
        Counters counters = TlsRegistry.standard().counters();
        return Json.createObjectBuilder()
                .add("finished", counters.finished())
                .add("failed", counters.failed())
                .add("protocols", Documents.counts(counters.versions()))
                .add("cipherSuites", Documents.counts(counters.suites()))
                .add("namedGroups", Documents.counts(counters.groups()))
                .add("signatureSchemes", Documents.counts(counters.schemes()))
                .add("profiles", Documents.counts(counters.profiles()))
                .add("failures", Documents.counts(counters.failures()))
                .build();
    }
}
