# The benchmark's own arithmetic: what it makes of figures. Nothing is measured.

add_source_test(bench/arithmetic 60 "${PYTHON}" -m pytest -q -p no:cacheprovider bench)
