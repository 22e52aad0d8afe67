"""`build` writes what differs and nothing else; `check` tells what differs and writes nothing."""


def test_build_then_check(project):
    built = project.run("build")
    assert built.returncode == 0
    assert built.stdout == "wrote generated/things/docs/about.txt\nwrote generated/things/listing.txt\n"
    assert (project.generated / "listing.txt").read_text() == "class Thing\n"
    checked = project.run("check")
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "generated/things is up to date\n", "")


def test_build_touches_only_what_differs(project):
    project.run("build")
    kept, changed = project.generated / "docs/about.txt", project.generated / "listing.txt"
    before = kept.stat()
    changed.write_text("other\n")
    result = project.run("build")
    assert result.stdout == "rewrote generated/things/listing.txt\n"
    assert (kept.stat().st_ino, kept.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert changed.read_text() == "class Thing\n"


def test_check_shows_what_would_change_and_writes_nothing(project):
    project.run("build")
    (project.generated / "listing.txt").write_text("class Thong\n")
    (project.generated / "docs/about.txt").unlink()
    (project.generated / "old.txt").write_text("old\n")
    result = project.run("check")
    assert result.returncode == 1
    assert result.stdout == (
        "missing: generated/things/docs/about.txt\n"
        "changed: generated/things/listing.txt\n"
        "--- a/generated/things/listing.txt\n+++ b/generated/things/listing.txt\n@@ -1 +1 @@\n-class Thong\n+class Thing\n"
        "orphaned: generated/things/old.txt\n")
    assert result.stderr == "generated/things: 3 files out of date; run ‘python3 -m generator build’\n"
    assert (project.generated / "listing.txt").read_text() == "class Thong\n"
    assert not (project.generated / "docs/about.txt").exists()


def test_line_ends_count(project):
    project.run("build")
    (project.generated / "listing.txt").write_bytes(b"class Thing\r\n")
    result = project.run("check")
    assert result.returncode == 1
    assert "only line ends differ" in result.stdout


def test_build_leaves_an_orphan_and_says_so(project):
    project.run("build")
    orphan = project.generated / "mine.txt"
    orphan.write_text("mine\n")
    assert "no output makes generated/things/mine.txt: remove it\n" in project.run("build").stdout
    assert orphan.read_text() == "mine\n"
    assert project.run("check").returncode == 1


def test_nothing_is_written_when_the_idl_has_errors(project):
    project.run("build")
    before = (project.generated / "listing.txt").read_text()
    project.write("idl/things.idl", (project.root / "idl/things.idl").read_text().replace("class Thing", "class thing"))
    result = project.run("build")
    assert result.returncode == 1
    assert "idl/things.idl:5:7: error: a type is written in PascalCase, not ‘thing’ [wrong-case]" in result.stderr
    assert (project.generated / "listing.txt").read_text() == before


def test_a_new_output_is_found(project):
    project.write("generator/engines/__init__.py", "")
    project.write("generator/engines/toy/__init__.py", 'def files(module):\n    return {"toy.c": "int toy;\\n"}\n')
    assert "wrote generated/things/toy.c\n" in project.run("build").stdout


def test_two_outputs_cannot_make_one_file(project):
    project.write("generator/outputs/other/__init__.py", 'def files(module):\n    return {"listing.txt": ""}\n')
    result = project.run("build")
    assert result.returncode == 1
    assert result.stderr == "error: outputs ‘listing’ and ‘other’ both make ‘listing.txt’\n"
    assert not project.generated.exists()


def test_an_output_stays_below_its_directory(project):
    project.write("generator/outputs/stray/__init__.py", 'def files(module):\n    return {"../x.txt": ""}\n')
    result = project.run("build")
    assert result.returncode == 1
    assert "‘../x.txt’" in result.stderr


def test_an_output_without_files_is_named(project):
    project.write("generator/outputs/empty/__init__.py", "")
    result = project.run("build")
    assert (result.returncode, result.stderr) == (1, "error: generator/outputs/empty has no function files(module)\n")


def test_a_long_diff_is_cut(project):
    lines = "".join(f'"line {n}\\n"\n' for n in range(100))
    project.write("generator/outputs/listing/__init__.py", f'def files(module):\n    return {{"a.txt": ({lines})}}\n')
    project.run("build")
    (project.generated / "a.txt").write_text("".join(f"row {n}\n" for n in range(100)))
    shown = project.run("check").stdout.splitlines()
    # Two lines of file names, one of place, a hundred out, a hundred in: sixty are shown.
    assert len(shown) == 62
    assert shown[-1] == "… and 143 more lines"
