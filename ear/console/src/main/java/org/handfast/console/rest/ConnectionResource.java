package org.handfast.console.rest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.handfast.console.AskingConnection;

/** The connection that asks; open to everybody, since it tells only what the peer took part in. */
@Path("/connection")
@Produces(MediaType.APPLICATION_JSON)
public class ConnectionResource {
    /** 200 with the facts, or 426 for a request without TLS. */
    @GET
    public Response connection() {
        return AskingConnection.current()
                .map(connection -> Response.ok(Documents.connection(connection)))
                .orElseGet(() -> Response.status(426).entity(withoutTls()).type("application/problem+json"))
                .build();
    }

    private static JsonObject withoutTls() {
        return Json.createObjectBuilder()
                .add("type", "urn:handfast:problem:no-tls")
                .add("title", "This request did not come over TLS")
                .add("status", 426)
                .add("detail", "Ask again with an https address.")
                .build();
    }
}
