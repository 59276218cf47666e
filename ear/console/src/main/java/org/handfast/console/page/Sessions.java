package org.handfast.console.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import org.handfast.config.ClusterSessions;
import org.handfast.config.TicketKeyRings;
import org.handfast.config.TlsRegistry;
import org.handfast.console.Node;
import org.handfast.console.TicketKeyActions;

/** The page of sessions and ticket keys. One object per request: all parts show the same moment. */
@Named
@RequestScoped
public class Sessions {
    private final Instant now = Instant.now();
    private final List<TicketKeyRings.Ring> rings = TicketKeyRings.describe();

    /** Name of this node. */
    public String getNode() {
        return Node.name();
    }

    /** Who shares sessions, in words. */
    public String getCluster() {
        return ClusterSessions.describe()
                .map(cluster -> "Shared by " + String.join(", ", cluster.members()) + " under cluster key "
                        + cluster.keyName() + ", for profiles with resumption: {cluster: true}.")
                .orElse("No cluster: sessions are this node's alone.");
    }

    /** Counts by profile. */
    public List<SessionRow> getRows() {
        return TlsRegistry.standard().counters().resumption().entrySet().stream().map(SessionRow::of).toList();
    }

    /** Keys of all rings. */
    public List<KeyRow> getKeys() {
        return rings.stream()
                .flatMap(ring -> ring.keys().stream().map(key -> KeyRow.of(ring, key, now)))
                .toList();
    }

    /** Profiles with a ring. */
    public List<String> getProfiles() {
        return rings.stream().map(TicketKeyRings.Ring::profile).distinct().toList();
    }

    /** Lets the next key of this profile seal. */
    public String rotate(String profile) {
        return shown("rotated", profile, TicketKeyActions.rotate(profile, who()));
    }

    /** Forgets all keys of this profile. */
    public String revoke(String profile) {
        return shown("revoked", profile, TicketKeyActions.revoke(profile, who()));
    }

    private static String who() {
        return FacesContext.getCurrentInstance().getExternalContext().getUserPrincipal().getName();
    }

    /** The page again, by a redirect, so that reloading it does nothing twice. */
    private static String shown(String what, String profile, TicketKeyActions.Outcome outcome) {
        String words = switch (outcome) {
            case DONE -> "Ticket keys of profile " + profile + " are " + what + ".";
            case NO_KEYS -> "Profile " + profile + " has no ticket keys.";
            case NOT_EVERYWHERE -> "Not all nodes could be told about profile " + profile + ": see the log.";
        };
        FacesContext context = FacesContext.getCurrentInstance();
        context.addMessage(null, new FacesMessage(words));
        context.getExternalContext().getFlash().setKeepMessages(true);
        return "sessions?faces-redirect=true";
    }
}
