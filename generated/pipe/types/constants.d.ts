// Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.

declare const constants: {
  /**
   * Bits of a pipe's or a server's life cycle.
   * Unstable: may change in any release.
   */
  state: {
    /** Between `connect()` and its outcome. `0x1`. */
    CONNECTING: number
    /** The connection stands, or the descriptor is open. `0x2`. */
    CONNECTED: number
    /** Between `listen()` and its outcome. `0x4`. */
    BINDING: number
    /** Clients can connect. `0x8`. */
    BOUND: number
    /** The kernel is being read from. `0x10`. */
    READING: number
    /** From `destroy()` or `close()` on. `0x20`. */
    CLOSING: number
    /** The descriptor is closed. `0x40`. */
    CLOSED: number
    /** The event loop does not wait for it. `0x80`. */
    UNREFED: number
    /** What has been opened can be read from. `0x100`. */
    READABLE: number
    /** What has been opened can be written to. `0x200`. */
    WRITABLE: number
  }
  path: {
    /**
     * The longest path that is looked at, in bytes of UTF-8; the operating system may allow less.
     * `4096`.
     */
    MAX_LENGTH: number
  }
  /** The kind of a handle, as libuv's `uv_handle_type` numbers it. */
  handle: {
    /** A pipe, or a Unix domain socket. `7`. */
    NAMED_PIPE: number
    /** A TCP socket, connected or listening. `12`. */
    TCP: number
    /** A UDP socket. `15`. */
    UDP: number
  }
}

export = constants
