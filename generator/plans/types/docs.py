"""Documentation comments: what the IDL says of a declaration, and the facts that follow from its types."""
from __future__ import annotations

from generator.plans.types.layout import doc_comment
from generator.plans.types.wording import conversions, literal, scalars, sentence, value_range

UNSTABLE = "Unstable: may change in any release."


def of_declaration(declaration, indent):
    """The summary, and whether it is unstable."""
    return doc_comment([declaration.doc.summary, *_notes(declaration)], indent)


def of_callable(callable_, indent):
    """Summary, parameters, result, errors."""
    doc = callable_.doc
    blocks = [doc.summary, *_notes(callable_)]
    blocks += [f"@param {p.name} - {text}" for p, text in _param_texts(callable_.params)]
    if doc.returns:
        blocks.append(f"@returns {doc.returns}")
    blocks += [f"@throws {_thrown(code)} {text}" for code, text in doc.throws]
    return doc_comment(blocks, indent)


def of_event(event, indent):
    """Summary and arguments."""
    blocks = [event.doc.summary] + [f"@param {p.name} - {p.text}" for p in event.params if p.text]
    return doc_comment(blocks, indent)


def of_attribute(attribute, indent):
    """Summary; of one that can be set, also its range and what it throws."""
    blocks = [attribute.doc.summary, *_notes(attribute)]
    if attribute.writable:
        blocks[0] += "".join(f" {sentence(text)}" for text in _ranges(attribute.type))
        blocks += [f"@throws {{{one.error.name}}} for another value" for one in scalars(attribute.type)]
    return doc_comment(blocks, indent)


def of_option(option, indent):
    """Summary, range, default."""
    blocks = [option.doc.summary + "".join(f" {sentence(text)}" for text in _ranges(option.type))]
    if option.default is not None:
        blocks.append(f"@default {literal(option.default)}")
    return doc_comment(blocks, indent)


def of_number(declaration, value, indent):
    """Summary and value of a constant; without a summary the value alone."""
    text = declaration.doc.summary
    return doc_comment([f"{text} `{value}`." if text else f"`{value}`."], indent)


def _notes(declaration):
    return [UNSTABLE] if declaration.annotations.unstable else []


def _thrown(code):
    return "{Error} libuv's code:" if code == "uv" else f"{{{code}}}"


def _param_texts(params):
    for param in params:
        facts = "; ".join(text for text in (" or ".join(_ranges(param.type)), _default(param)) if text)
        text = " ".join(part for part in (param.text, facts and f"({facts})") if part)
        if text:
            yield param, text


def _default(param):
    if param.default is None or param.default.kind == "empty":
        return None
    return f"{literal(param.default)} unless given"


def _ranges(type_):
    return [", ".join([value_range(scalar), *conversions(scalar)]) for scalar in scalars(type_)]
