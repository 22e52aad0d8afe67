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
