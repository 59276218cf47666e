/**
 * Profiles: named TLS settings in one YAML file, checked as a whole, followed while they change. A
 * {@link org.handfast.config.TlsRegistry} watches the file and all it refers to; a
 * {@link org.handfast.config.Profile} is a live name, a {@link org.handfast.config.ProfileSnapshot} what it
 * means at one moment. Bad content never replaces good content and never weakens it.
 *
 * <p>Knows nothing of {@code javax.net.ssl}; path validation is injected through
 * {@link org.handfast.config.TrustFactory}.
 */
package org.handfast.config;
