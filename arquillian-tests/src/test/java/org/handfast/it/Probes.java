package org.handfast.it;

import java.io.File;
import java.net.URISyntaxException;
import org.assertj.core.api.Assertions;
import org.handfast.it.probe.ClientCertificateServlet;
import org.handfast.it.probe.EntriesServlet;
import org.handfast.it.probe.EventBean;
import org.handfast.it.probe.EventServlet;
import org.handfast.it.probe.HeldContextServlet;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Makes the applications that tests deploy. */
final class Probes {
    private static final String BINDING = """
            <jboss:ejb-jar xmlns:jboss="urn:jboss:jakartaee:1.0" xmlns="https://jakarta.ee/xml/ns/jakartaee"
                xmlns:r="urn:resource-adapter-binding:2.0" version="4.0" impl-version="4.0">
              <assembly-descriptor><r:resource-adapter-binding>
                <ejb-name>EventBean</ejb-name>
                <r:resource-adapter-name>handfast</r:resource-adapter-name>
              </r:resource-adapter-binding></assembly-descriptor>
            </jboss:ejb-jar>
            """;

    private Probes() {}

    /** An application that sees the adapter's interfaces. */
    static WebArchive empty(String name) {
        return ShrinkWrap.create(WebArchive.class, name + ".war")
                .addAsManifestResource(
                        new StringAsset("Manifest-Version: 1.0\nDependencies: org.handfast.jca\n"), "MANIFEST.MF");
    }

    static WebArchive events(String name) {
        return empty(name)
                .addClasses(EventBean.class, EventServlet.class)
                .addAsWebInfResource(new StringAsset(BINDING), "jboss-ejb3.xml");
    }

    static WebArchive held(String name) {
        return empty(name).addClass(HeldContextServlet.class);
    }

    static WebArchive clientCertificate(String name) {
        return empty(name).addClass(ClientCertificateServlet.class);
    }

    static WebArchive entries(String name) {
        return empty(name).addClass(EntriesServlet.class);
    }

    /** For tests that run inside the server. */
    static File assertions() {
        try {
            return new File(Assertions.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
