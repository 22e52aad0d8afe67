// Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.

/* idl: exports.constants */
module.exports = {
  state: {
    CONNECTING: 0x1,
    CONNECTED: 0x2,
    BINDING: 0x4,
    BOUND: 0x8,
    READING: 0x10,
    CLOSING: 0x20,
    CLOSED: 0x40,
    UNREFED: 0x80,
    READABLE: 0x100,
    WRITABLE: 0x200
  },
  path: {
    MAX_LENGTH: 4096
  },
  handle: {
    NAMED_PIPE: 7,
    TCP: 12,
    UDP: 15
  }
}
