package org.handfast.jca.adapter;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import java.io.Serializable;

/** What a message-driven bean asks for: events of one profile, or of all. */
public class TlsEventActivation implements ActivationSpec, Serializable {
    private static final long serialVersionUID = 1L;

    private transient ResourceAdapter resourceAdapter;

    private String profile = "";

    /** Name of the profile whose events are wanted; empty: all. */
    public String getProfile() {
        return profile;
    }

    /** See {@link #getProfile()}; null counts as empty. */
    public void setProfile(String profile) {
        this.profile = profile == null ? "" : profile.trim();
    }

    @Override
    public void validate() throws InvalidPropertyException {
        if (!profile.isEmpty() && !profile.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new InvalidPropertyException("activation property 'profile' is \"" + profile
                    + "\"; a profile name has 1 to 64 letters, digits, '.', '_' or '-'."
                    + " Leave it out for all profiles.");
        }
    }

    /** Whether an event of this profile is wanted; the empty name stands for the whole file. */
    boolean wants(String eventProfile) {
        return profile.isEmpty() || eventProfile.isEmpty() || profile.equals(eventProfile);
    }

    @Override
    public ResourceAdapter getResourceAdapter() {
        return resourceAdapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter adapter) throws ResourceException {
        this.resourceAdapter = adapter;
    }
}
