package org.handfast.console.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Root of the resources. */
@ApplicationPath("/api/v1")
public class Api extends Application {}
