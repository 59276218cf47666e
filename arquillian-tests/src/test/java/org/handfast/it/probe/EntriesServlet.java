package org.handfast.it.probe;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts each request that enters it, whatever it is answered. */
@WebServlet("/entries")
public class EntriesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final AtomicInteger gets = new AtomicInteger();
    private final AtomicInteger posts = new AtomicInteger();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        gets.incrementAndGet();
        print(request, response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        posts.incrementAndGet();
        print(request, response);
    }

    private void print(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print("gets=" + gets + " posts=" + posts + " early=" + request.getHeader("Early-Data"));
    }
}
