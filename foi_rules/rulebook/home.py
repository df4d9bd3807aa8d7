"""Where the rule files are: package data in an installed wheel, `rules/` at the top of a checkout."""

from pathlib import Path


def rules_folder() -> Path:
    """Return the folder that holds the shipped rule files.

    Raises FileNotFoundError, in one sentence, if the installation has lost them.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "rules", package.parent / "rules"):
        if (folder / "order-of-analysis.yaml").is_file():
            return folder
    raise FileNotFoundError(f"the rule files are missing from {package}; install foi-rules again")
