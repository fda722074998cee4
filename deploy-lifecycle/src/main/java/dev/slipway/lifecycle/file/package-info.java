/**
 * The registry in a folder: safe for many processes on one machine, and for their end at any point.
 * docs/registry.md specifies its files.
 */
@NullMarked
package dev.slipway.lifecycle.file;

import org.jspecify.annotations.NullMarked;
