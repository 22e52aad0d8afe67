"""Text as JavaScript spells it."""


def quoted(text):
    """A string as JavaScript, with the quotes that need fewer escapes."""
    text = text.replace("\\", "\\\\")
    if text.count("'") > text.count('"'):
        return '"' + text.replace('"', '\\"') + '"'
    return "'" + text.replace("'", "\\'") + "'"


def templated(text):
    """A text as it stands between the backticks of a template literal."""
    return text.replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${")


def constant(declaration):
    """A Const as JavaScript."""
    value = declaration.value
    if isinstance(value, bool):
        return "true" if value else "false"
    return quoted(value) if isinstance(value, str) else str(value)
