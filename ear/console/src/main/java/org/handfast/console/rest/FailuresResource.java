package org.handfast.console.rest;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.handfast.config.TlsRegistry;

/** The last failures with reason, alert, blame and remedy. */
@Path("/failures")
@Produces(MediaType.APPLICATION_JSON)
public class FailuresResource {
    /** Newest first, at most 200. */
    @GET
    public JsonArray failures() {
        JsonArrayBuilder list = Json.createArrayBuilder();
        TlsRegistry.standard().failures().entries().forEach(entry -> list.add(Documents.failure(entry)));
        return list.build();
    }
}
