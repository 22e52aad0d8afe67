exports.make = function make() {
  return {}
}
