package org.handfast.it.probe;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;

/** Prints who the client is by its certificate. */
@WebServlet("/client")
public class ClientCertificateServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object chain = request.getAttribute("jakarta.servlet.request.X509Certificate");
        response.getWriter().print(chain == null
                ? "nobody"
                : ((X509Certificate[]) chain)[0].getSubjectX500Principal().getName());
    }
}
