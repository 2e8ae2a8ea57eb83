"""`python -m published.schemas` writes the JSON schemas of all events; `--check` only says what is wrong."""

import argparse
import sys

from published.schemas.files import all_models, problems, write


def main() -> int:
    """Write or check; 1 and one line per problem if there are any."""
    parser = argparse.ArgumentParser(prog="python -m published.schemas", description="JSON schemas of all events")
    parser.add_argument("--check", action="store_true", help="change nothing, fail if a schema is stale or broken")
    found = problems(all_models()) if parser.parse_args().check else write(all_models())
    sys.stderr.writelines(f"{problem}\n" for problem in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
