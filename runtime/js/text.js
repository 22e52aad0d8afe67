/* Strings, as far as it can be told what they are in UTF-8 without encoding them. */

/* The bytes of a UTF-16 code unit, at most. */
const MOST_BYTES = 3

/** How many bytes a string has, at most. */
exports.mostBytes = function mostBytes(string) {
  return string.length * MOST_BYTES
}

/** Whether a string, put after another one, could change what that one's last code unit means. */
exports.beginsInPair = function beginsInPair(string) {
  return (string.charCodeAt(0) & 0xfc00) === 0xdc00
}
