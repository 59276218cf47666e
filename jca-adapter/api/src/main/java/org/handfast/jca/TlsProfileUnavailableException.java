package org.handfast.jca;

/** A profile cannot be used; the message names the file, the problem and the fix. */
public class TlsProfileUnavailableException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** With the text for the administrator. */
    public TlsProfileUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
