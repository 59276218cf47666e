package org.handfast.console.rest;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.handfast.console.CertificateInUse;

/** Certificates of all profiles, the first to expire first. */
@Path("/certificates")
@Produces(MediaType.APPLICATION_JSON)
public class CertificatesResource {
    /** The list. */
    @GET
    public JsonArray certificates() {
        JsonArrayBuilder list = Json.createArrayBuilder();
        CertificateInUse.all().forEach(use -> list.add(document(use)));
        return list.build();
    }

    private static JsonObjectBuilder document(CertificateInUse use) {
        return Json.createObjectBuilder(Documents.certificate(use.certificate()))
                .add("profile", use.profile())
                .add("daysLeft", use.daysLeft());
    }
}
