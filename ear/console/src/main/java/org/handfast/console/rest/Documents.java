package org.handfast.console.rest;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.handfast.config.CertificateInfo;
import org.handfast.config.ConfigProblem;
import org.handfast.config.ProfileSnapshot;
import org.handfast.console.ConnectionView;
import org.handfast.observe.FailureEntry;

/** The shape of each answer, in one place: names here are the interface's. */
final class Documents {
    private Documents() {}

    static JsonObject connection(ConnectionView connection) {
        JsonObjectBuilder document = Json.createObjectBuilder()
                .add("engine", connection.engine())
                .add("protocol", connection.protocol())
                .add("cipherSuite", connection.cipherSuite());
        text(document, "namedGroup", connection.namedGroup());
        text(document, "signatureScheme", connection.signatureScheme());
        text(document, "applicationProtocol", connection.applicationProtocol());
        document.add("resumed", connection.resumed());
        text(document, "serverName", connection.serverName());
        text(document, "profile", connection.profile());
        return document.build();
    }

    static JsonObject profile(ProfileSnapshot snapshot) {
        var policy = snapshot.context().policy();
        JsonArrayBuilder certificates = Json.createArrayBuilder();
        snapshot.certificates().forEach(c -> certificates.add(certificate(c)));
        JsonArrayBuilder anchors = Json.createArrayBuilder();
        snapshot.anchors().forEach(c -> anchors.add(certificate(c)));
        return Json.createObjectBuilder()
                .add("name", snapshot.name())
                .add("available", true)
                .add("generation", snapshot.generation())
                .add("role", snapshot.role().name().toLowerCase(Locale.ROOT))
                .add("policy", policy.name())
                .add("protocols", texts(policy.versions()))
                .add("cipherSuites", texts(policy.suites()))
                .add("namedGroups", texts(policy.groups()))
                .add("signatureSchemes", texts(policy.schemes()))
                .add("clientAuthentication", snapshot.clientAuthentication().name().toLowerCase(Locale.ROOT))
                .add("applicationProtocols", texts(snapshot.applicationProtocols()))
                .add("certificates", certificates)
                .add("trustAnchors", anchors)
                .add("warnings", texts(snapshot.warnings()))
                .build();
    }

    static JsonObject certificate(CertificateInfo certificate) {
        return Json.createObjectBuilder()
                .add("source", certificate.source())
                .add("subject", certificate.subject())
                .add("issuer", certificate.issuer())
                .add("names", texts(certificate.names()))
                .add("notBefore", certificate.notBefore().toString())
                .add("notAfter", certificate.notAfter().toString())
                .add("serial", certificate.serial())
                .add("keyAlgorithm", certificate.keyAlgorithm())
                .add("sha256", certificate.sha256())
                .build();
    }

    static JsonObject problem(ConfigProblem problem) {
        return Json.createObjectBuilder()
                .add("file", problem.file())
                .add("line", problem.line())
                .add("column", problem.column())
                .add("code", problem.code())
                .add("profile", problem.profile())
                .add("message", problem.message())
                .add("fix", problem.fix())
                .build();
    }

    static JsonObject failure(FailureEntry entry) {
        JsonObjectBuilder facts = Json.createObjectBuilder();
        entry.facts().forEach(facts::add);
        return Json.createObjectBuilder()
                .add("time", entry.time().toString())
                .add("profile", entry.profile())
                .add("role", entry.role().name().toLowerCase(Locale.ROOT))
                .add("peer", entry.peer())
                .add("serverName", entry.serverName())
                .add("reason", entry.reason().name())
                .add("alert", entry.alert().toString())
                .add("blame", entry.blame().name())
                .add("section", entry.reason().section())
                .add("remedy", entry.remedy())
                .add("facts", facts)
                .build();
    }

    static JsonObject counts(Map<String, Long> counts) {
        JsonObjectBuilder document = Json.createObjectBuilder();
        counts.forEach(document::add);
        return document.build();
    }

    static JsonArray texts(Collection<?> values) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        values.forEach(value -> array.add(value.toString()));
        return array.build();
    }

    private static void text(JsonObjectBuilder document, String name, String value) {
        if (value == null) {
            document.addNull(name);
            return;
        }
        document.add(name, value);
    }
}
