/** Starts the provisioned server for the README's run command, in the foreground. */
package org.handfast.run;
