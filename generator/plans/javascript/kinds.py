"""Telling values apart in JavaScript."""

_TESTS = {
    "boolean": "typeof {0} === 'boolean'",
    "function": "typeof {0} === 'function'",
    "null": "{0} === null",
    "number": "typeof {0} === 'number'",
    "object": "{0} !== null && typeof {0} === 'object'",
    "string": "typeof {0} === 'string'",
    "undefined": "{0} === undefined",
}


def is_one_of(kinds, name):
    """An expression that is true where the variable `name` has a value of one of these kinds."""
    tests = [_TESTS[kind].format(name) for kind in kinds]
    if len(tests) == 1:
        return tests[0]
    return " || ".join(f"({test})" if "&&" in test else test for test in tests)
