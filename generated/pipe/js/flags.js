// Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.

/* Bits of a pipe's or a server's life cycle. idl: State */
exports.State = {
  /* Between `connect()` and its outcome. */
  CONNECTING: 0x1,
  /* The connection stands, or the descriptor is open. */
  CONNECTED: 0x2,
  /* Between `listen()` and its outcome. */
  BINDING: 0x4,
  /* Clients can connect. */
  BOUND: 0x8,
  /* The kernel is being read from. */
  READING: 0x10,
  /* From `destroy()` or `close()` on. */
  CLOSING: 0x20,
  /* The descriptor is closed. */
  CLOSED: 0x40,
  /* The event loop does not wait for it. */
  UNREFED: 0x80,
  /* What has been opened can be read from. */
  READABLE: 0x100,
  /* What has been opened can be written to. */
  WRITABLE: 0x200,
  /* `connect()` or `open()` has failed; closing follows. */
  FAILED: 0x10000,
  /* The stream machinery has been told that the pipe is open. */
  OPENED: 0x20000,
  /* `end()` has been called. */
  ENDING: 0x40000,
  /* Between `cork()` and `uncork()`. */
  CORKED: 0x80000,
  /* Something has been written since the last microtask checkpoint. */
  WRITTEN: 0x100000,
  /* A terminal that nobody has asked to read from yet. */
  UNREAD: 0x200000,
  /* The signal had aborted before `connect()` was called. */
  ABORTED: 0x400000,
  /* Between `pause()` and `resume()`. */
  PAUSED: 0x800000,
  /* The stream machinery may have chunks that the program has not been told of. */
  QUEUED: 0x1000000,
  /* Chunks go to another stream, by `pipe()`. */
  PIPED: 0x2000000,
  /* Chunks become strings, by `setEncoding()`. */
  DECODED: 0x4000000,
  /* Who listens may go unnoticed: `removeAllListeners()` has been called. */
  UNHEARD: 0x8000000
}

/*
 * Which halves a descriptor's access mode allows, and whether it is a terminal.
 *
 * idl: Stream.OpenStatus
 */
exports.OpenStatus = {
  READABLE: 0x1,
  WRITABLE: 0x2,
  TERMINAL: 0x4
}

/*
 * Who may connect other than those whom the umask lets; OWNER_ONLY stands alone.
 *
 * idl: Listener.Access
 */
exports.Access = {
  OWNER_ONLY: 0x1,
  READABLE_ALL: 0x2,
  WRITABLE_ALL: 0x4
}
