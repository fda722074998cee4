/** The HTTP face of the server: reads requests, hands them to the service, writes what it says. */
@NullMarked
package dev.slipway.http.internal.rest;

import org.jspecify.annotations.NullMarked;
