/** The codes of errors for lengths that are more than there is of the outbox, sent on behalf of `native`. */
exports.codesBeyondOutbox = function codesBeyondOutbox(binding, native) {
  const { byteLength } = binding.streamOutbox()
  return [byteLength + 1, 2 ** 32 - 1].map((length) => {
    return binding.streamFailure(binding.streamTryWritePosted(native, length)).code
  })
}
