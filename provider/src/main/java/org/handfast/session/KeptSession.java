package org.handfast.session;

import org.handfast.wire.Opaque;

/**
 * A session as a client keeps it.
 *
 * @param session what it needs to resume
 * @param ticket what the server gave for it; empty: TLS 1.2 by session id alone
 */
public record KeptSession(Session session, Opaque ticket) {}
