/**
 * What may be negotiated: {@link org.handfast.policy.Policy} as a value, and the shipped, dated ones in
 * {@link org.handfast.policy.Profiles}. Knows code points and which primitives exist, nothing of files.
 */
package org.handfast.policy;
