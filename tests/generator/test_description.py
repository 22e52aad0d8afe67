"""The boundary as data says what the IDL says, of every operation and callback."""
import re

import pytest
from conftest import ROOT

from generator.frontend import load
from generator.outputs.description import files

MODULES = ("idl/pipe.idl", "tests/generator/second-module/idl/counter.idl", "tests/generator/second-module/other/idl/timer.idl")


@pytest.fixture(scope="module", params=MODULES)
def described(request):
    """A module, and the C of its description."""
    module, diagnostics = load(ROOT / request.param)
    assert diagnostics == []
    return module, files(module)["boundary.c"]


def initialiser(text, name):
    """The members of the initialiser that has that name: {member: expression}."""
    found = re.search(r'\n  \{\n    \.name = "' + re.escape(name) + r'",\n(.*?)\n  \},', text, re.DOTALL)
    assert found, name
    return dict(re.findall(r"^ +\.(\w+) = (.*),$", found.group(1), re.MULTILINE))


def table(text, members):
    """The parameters, or results, that an initialiser leads to: [{member: expression}]."""
    if members is None:
        return []
    lines = re.search(r"static const boundary_param_t " + members + r"\[\] = \{\n(.*?)\n\};", text, re.DOTALL).group(1)
    return [dict(re.findall(r"\.(\w+) = ((?:\"[^\"]*\"|[^,{}])+)", line)) for line in lines.splitlines()]


def bits(all_, some):
    """The bits of those of `all_` that are among `some`."""
    return hex(sum(1 << all_.index(one) for one in some))


def members(text, what, kind):
    """The initialisers of the operations, or the callbacks: those have the same names."""
    start = text.index(f"static const boundary_{kind}_t {what}_{kind}s[]")
    return text[start:text.index("\n};\n", start)]


def variable(native):
    """What the tables of a native are called after."""
    return native.name.lower()


def test_every_operation_is_there(described):
    module, text = described
    for native in module.natives:
        for op in native.ops:
            facts = initialiser(members(text, variable(native), "op"), op.origin)
            assert facts.get("throws", "false") == str(op.throws).lower(), op.origin
            assert facts.get("is_static", "false") == str(op.static).lower()
            assert facts.get("is_request", "false") == str(op.request is not None).lower()
            assert int(facts["completes"]) == (native.callbacks.index(op.completes) if op.completes else -1)
            assert (facts["starts"], facts["stops"]) == (bits(native.callbacks, op.starts), bits(native.callbacks, op.stops))
            assert ("call" in facts) != op.makes_self


def test_every_callback_is_there(described):
    module, text = described
    for native in module.natives:
        for callback in native.callbacks:
            facts = initialiser(members(text, variable(native), "callback"), callback.origin)
            assert facts["deliver"] == f"BOUNDARY_DELIVER_{callback.deliver.upper()}"
            assert facts["reenters"] == bits(native.ops, callback.reenters)
            assert f"boundary_observe(&boundary_module.natives[{module.natives.index(native)}], " \
                   f"{native.callbacks.index(callback)}, " in text


def test_every_parameter_says_whose_it_is(described):
    module, text = described
    for native in module.natives:
        for kind, declarations in (("op", native.ops), ("callback", native.callbacks)):
            for declaration in declarations:
                facts = initialiser(members(text, variable(native), kind), declaration.origin)
                params = table(text, facts.get("params"))
                assert len(params) == len(declaration.params) == int(facts.get("params_len", 0))
                for param, said in zip(declaration.params, params):
                    word = "plain" if param.ownership is None else param.ownership.word
                    assert said.get("ownership", "BOUNDARY_PLAIN") == "BOUNDARY_" + word.upper().replace(" ", "_")
                    assert (said.get("nullable") == "true") == (param.type.kind == "nullable")
                    if param.ownership is not None and param.ownership.until is not None:
                        assert int(said["until"]) == native.callbacks.index(param.ownership.until)


def test_ranges():
    module, _ = load(ROOT / MODULES[0])
    text = files(module)["boundary.c"]
    assert '{.name = "fd", .kind = BOUNDARY_I32, .ownership = BOUNDARY_OWN_ON_SUCCESS, .resource = true, ' \
           ".low = INT64_C(0), .high = UINT64_C(2147483647)}" in text
    assert '{.name = "path", .kind = BOUNDARY_STRING, .ownership = BOUNDARY_COPY, .low = INT64_C(1), ' \
           ".high = UINT64_C(4096)}" in text
    assert '.kind = BOUNDARY_OBJECT, .ownership = BOUNDARY_BORROW, .native = 0}' in text
    assert re.search(r"pipe_handle_type_members\[\] = \{\n  PIPE_HANDLE_TYPE_NAMED_PIPE,\n", text)


def test_one_header_serves_all_modules():
    texts = set()
    for path in MODULES:
        module, _ = load(ROOT / path)
        texts.add(files(module)["boundary.h"].replace(module.source, "idl/any.idl"))
    assert len(texts) == 1


def test_a_module_without_natives_has_none():
    module, _ = load(ROOT / "tests/generator/second-module/other/idl/plain.idl")
    assert files(module) == {}
