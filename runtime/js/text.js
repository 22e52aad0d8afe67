/* Strings, as far as it can be told what they are in UTF-8 without an encoder. */

/* The bytes of a UTF-16 code unit, at most. */
const MOST_BYTES = 3

/* Up to so many code units are sooner looked at one by one than handed to an engine's encoder. */
const BRIEF = 32

/** How many bytes a string has, at most. */
exports.mostBytes = function mostBytes(string) {
  return string.length * MOST_BYTES
}

/** Puts a string of few code units, all of them ASCII, into `bytes` at `offset`. False if it is none. */
exports.putBrief = function putBrief(bytes, offset, string) {
  const { length } = string

  if (length > BRIEF) return false

  for (let i = 0; i < length; i++) {
    const unit = string.charCodeAt(i)

    if (unit > 0x7f) return false

    bytes[offset + i] = unit
  }

  return true
}

/** Whether a string, put after another one, could change what that one's last code unit means. */
exports.beginsInPair = function beginsInPair(string) {
  return (string.charCodeAt(0) & 0xfc00) === 0xdc00
}
