package org.handfast.console.rest;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.handfast.config.Profile;
import org.handfast.config.TlsRegistry;

/** Profiles in force, and what is wrong with the file. */
@Path("/profiles")
@Produces(MediaType.APPLICATION_JSON)
public class ProfilesResource {
    /** All profiles, the file's name, and its problems. */
    @GET
    public JsonObject profiles() {
        TlsRegistry registry = TlsRegistry.standard();
        JsonArrayBuilder profiles = Json.createArrayBuilder();
        registry.profiles().forEach(profile -> profile.latest().map(Documents::profile).ifPresent(profiles::add));
        JsonArrayBuilder problems = Json.createArrayBuilder();
        registry.problems().forEach(problem -> problems.add(Documents.problem(problem)));
        return Json.createObjectBuilder()
                .add("file", registry.file().toString())
                .add("generation", registry.generation())
                .add("profiles", profiles)
                .add("problems", problems)
                .build();
    }

    /** One profile, or 404. */
    @GET
    @Path("/{name}")
    public Response profile(@PathParam("name") String name) {
        return TlsRegistry.standard().profile(name).latest()
                .map(snapshot -> Response.ok(Documents.profile(snapshot)))
                .orElseGet(() -> Response.status(404)
                        .type("application/problem+json")
                        .entity(missing(name)))
                .build();
    }

    private static JsonObject missing(String name) {
        return Json.createObjectBuilder()
                .add("type", "urn:handfast:problem:no-profile")
                .add("title", "No such profile is in force")
                .add("status", 404)
                .add("detail", "The file " + TlsRegistry.standard().file() + " has no usable profile \"" + name + "\".")
                .add("known", known())
                .build();
    }

    private static JsonArray known() {
        return Documents.texts(
                TlsRegistry.standard().profiles().stream().map(Profile::name).toList());
    }
}
