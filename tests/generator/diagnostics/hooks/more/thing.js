exports.more = function more() {}
