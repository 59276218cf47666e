package org.handfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An application asks for a client certificate on a connection that was made without. With other engines TLS 1.2 is
 * renegotiated then; here the application refuses at once and the connection lives on.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class RenegotiationTestCase {
    private static final String WEB = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <security-constraint>
                <web-resource-collection>
                  <web-resource-name>all</web-resource-name><url-pattern>/*</url-pattern>
                </web-resource-collection>
                <auth-constraint><role-name>**</role-name></auth-constraint>
              </security-constraint>
              <login-config><auth-method>CLIENT-CERT</auth-method></login-config>
            </web-app>
            """;
    private static final String DOMAIN = "<jboss-web><security-domain>handfast</security-domain></jboss-web>";

    @Deployment(testable = false)
    static WebArchive application() {
        return Probes.clientCertificate("clientcert")
                .addAsWebInfResource(new StringAsset(WEB), "web.xml")
                .addAsWebInfResource(new StringAsset(DOMAIN), "jboss-web.xml");
    }

    @Test
    void aCertificateAskedForTooLateIsNotWaitedFor() throws Exception {
        Shell.need("curl");
        for (List<String> how : List.of(List.of("--http1.1", "--tls-max", "1.2"),
                List.of("--http2", "--tls-max", "1.2"), List.of("--http1.1"), List.of("--http2"))) {
            List<String> command = new java.util.ArrayList<>(List.of("curl", "-sS", "--max-time", "60", "--cacert",
                    Server.authority().toString(), "--output", "/dev/null", "--output", "/dev/null",
                    "--write-out", "%{http_code} after %{num_connects};",
                    Server.https("/clientcert/client"), Server.https(Server.CONNECTION)));
            command.addAll(how);

            Shell.Result answers = Shell.run(command);

            assertThat(answers.succeeded().output()).as("%s", how).isEqualTo("403 after 1;200 after 0;");
        }
    }
}
