package org.handfast.console;

/** This server among others. */
public final class Node {
    private Node() {}

    /** Its name as WildFly has it; never empty. */
    public static String name() {
        String name = System.getProperty("jboss.node.name", "");
        return name.isEmpty() ? "this server" : name;
    }
}
