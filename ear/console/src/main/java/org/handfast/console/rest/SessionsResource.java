package org.handfast.console.rest;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Locale;
import org.handfast.config.ClusterSessions;
import org.handfast.config.TicketKeyRings;
import org.handfast.config.TlsRegistry;
import org.handfast.console.Node;
import org.handfast.console.TicketKeyActions;
import org.handfast.observe.ResumptionCounts;

/** How connections of this node resume, and the keys of its tickets. */
@Path("/sessions")
@Produces(MediaType.APPLICATION_JSON)
public class SessionsResource {
    /** Node, cluster, counts by profile since the start, and rings of keys without their secrets. */
    @GET
    public JsonObject sessions() {
        JsonObjectBuilder document = Json.createObjectBuilder().add("node", Node.name());
        ClusterSessions.describe().ifPresentOrElse(
                cluster -> document.add("cluster", Json.createObjectBuilder()
                        .add("members", Documents.texts(cluster.members()))
                        .add("key", cluster.keyName())),
                () -> document.addNull("cluster"));
        JsonObjectBuilder profiles = Json.createObjectBuilder();
        TlsRegistry.standard().counters().resumption().forEach((name, counts) -> profiles.add(name, counts(counts)));
        JsonArrayBuilder rings = Json.createArrayBuilder();
        TicketKeyRings.describe().forEach(ring -> rings.add(ring(ring)));
        return document.add("profiles", profiles).add("rings", rings).build();
    }

    /** Lets the next key seal from now on. */
    @POST
    @Path("/{profile}/rotation")
    public Response rotate(@PathParam("profile") String profile, @Context SecurityContext security) {
        return answer(profile, TicketKeyActions.rotate(profile, security.getUserPrincipal().getName()));
    }

    /** Forgets all keys. */
    @POST
    @Path("/{profile}/revocation")
    public Response revoke(@PathParam("profile") String profile, @Context SecurityContext security) {
        return answer(profile, TicketKeyActions.revoke(profile, security.getUserPrincipal().getName()));
    }

    private static Response answer(String profile, TicketKeyActions.Outcome outcome) {
        Response.Status status = switch (outcome) {
            case DONE -> Response.Status.OK;
            case NO_KEYS -> Response.Status.NOT_FOUND;
            case NOT_EVERYWHERE -> Response.Status.CONFLICT;
        };
        JsonArrayBuilder rings = Json.createArrayBuilder();
        TicketKeyRings.describe(profile).forEach(ring -> rings.add(ring(ring)));
        return Response.status(status).entity(Json.createObjectBuilder()
                .add("profile", profile)
                .add("outcome", outcome.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .add("rings", rings)
                .build()).build();
    }

    private static JsonObjectBuilder counts(ResumptionCounts counts) {
        return Json.createObjectBuilder()
                .add("full", counts.full())
                .add("resumed", Documents.counts(counts.resumed()))
                .add("resumedPercent", counts.rate())
                .add("earlyData", Documents.counts(counts.earlyData()));
    }

    private static JsonObjectBuilder ring(TicketKeyRings.Ring ring) {
        JsonArrayBuilder keys = Json.createArrayBuilder();
        ring.keys().forEach(key -> keys.add(Json.createObjectBuilder()
                .add("name", key.name())
                .add("state", key.state().name().toLowerCase(Locale.ROOT))
                .add("createdAt", key.createdAt().toString())
                .add("since", key.since().toString())));
        return Json.createObjectBuilder()
                .add("profile", ring.profile())
                .add("sharing", ring.sharing().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .add("generation", ring.generation())
                .add("keys", keys);
    }
}
