#!/usr/bin/env bash
# Prints the Python that the generator runs on: the first on the PATH may be one without its packages,
# while the system's own has them.
for candidate in python3 /usr/bin/python3 /usr/local/bin/python3; do
  if path=$(command -v "$candidate") && "$path" -c 'import jinja2, lark, pytest' 2>/dev/null; then
    echo "$path"
    exit 0
  fi
done
echo 'No Python 3 here has jinja2, lark and pytest. On Debian: apt-get install -y python3-jinja2 python3-lark python3-pytest' >&2
exit 1
