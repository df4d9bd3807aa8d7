"""The `foi` command: what it offers, and nothing else. Each command's work is in its own module,
imported when it is called, so that `foi --help` answers at once."""

import sys
from typing import Annotated, Literal, NoReturn

import typer

Format = Literal["text", "json"]

PLAIN = Annotated[bool, typer.Option("--plain", help="No colour, boxes or spinners: for screen readers and pipes.")]
CASE = Annotated[str, typer.Argument(metavar="CASE", help="A case file, such as case.yaml.")]
RULES = Annotated[str, typer.Option("--rules", help="A folder of rule files instead of the ones that come with foi.")]
OPTIONS = {"help_option_names": ["-h", "--help"]}

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    context_settings=OPTIONS,
    help="Decide requests under the Freedom of Information (Scotland) Act 2002: no refusal without a cited, "
    "reasoned ground. Without a command, foi asks you the questions.",
    epilog="Example:  foi demo",
)
rules_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings=OPTIONS,
    help="Read, check and test the rule files.",
    epilog="Example:  foi rules check",
)
app.add_typer(rules_app, name="rules")


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    plain: PLAIN = False,
    version: Annotated[bool, typer.Option("--version", help="Show the version and leave.")] = False,
) -> None:
    """Start the conversation if no command is named."""
    if version:
        from foi_rules import __version__

        print(f"foi-rules {__version__}")
        raise typer.Exit(0)
    if context.invoked_subcommand is None:
        from foi_rules.commands.interview import run as interview

        raise typer.Exit(interview(None, plain=plain))


@app.command(epilog="Example:  foi interview case.yaml")
def interview(
    case: Annotated[str, typer.Argument(metavar="[CASE]", help="A case file to go on with, or to begin.")] = "",
    answers: Annotated[str, typer.Option("--answers", help="A file of answers, one to a line, in place of keys.")] = "",
    plain: PLAIN = False,
) -> None:
    """Ask the questions of a request, and no more than it takes."""
    from foi_rules.commands.interview import run as interview_

    raise typer.Exit(interview_(case or None, plain=plain, answers=answers))


@app.command(epilog="Example:  foi demo --out letters")
def demo(
    out: Annotated[str, typer.Option("--out", "-o", help="The folder for the letters.")] = "",
    plain: PLAIN = False,
) -> None:
    """Show the founding case, end to end.

    The answer that started the project, the questions, the decision, and the letters. No keyboard needed.
    """
    from foi_rules.commands.demo import run as demo_

    raise typer.Exit(demo_(out, plain=plain))


@app.command(epilog="Example:  foi practice 048/2006")
def practice(
    decision: Annotated[str, typer.Argument(metavar="[NUMBER]", help="A decision's number; else of the day.")] = "",
    list_them: Annotated[bool, typer.Option("--list", help="List the exercises.")] = False,
    spoil: Annotated[bool, typer.Option("--spoil", help="With --list, also on which provisions each rests.")] = False,
    result: Annotated[str, typer.Option("--result", help="A case file: compare it with its decision.")] = "",
    seed: Annotated[int | None, typer.Option("--seed", help="Choose one by a number of your own.")] = None,
    plain: PLAIN = False,
) -> None:
    """Decide a real case as an exercise, then see what the Commissioner found and where you differ."""
    from foi_rules.commands.practice import listed
    from foi_rules.commands.practice import run as practice_

    if list_them and spoil:
        raise typer.Exit(listed(spoil=True))
    raise typer.Exit(practice_(decision, listing=list_them, result=result, seed=seed, plain=plain))


@app.command(epilog="Example:  foi decide case.yaml --format json")
def decide(
    case: CASE,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print the decision.")] = "text",
    rules: RULES = "",
    plain: PLAIN = False,
) -> None:
    """Decide a case file. Exit 0 decided, 3 undecided or escalate, 2 bad input."""
    from foi_rules.commands.decide import run as decide_

    raise typer.Exit(decide_(case, format, rules, plain=plain))


SETTINGS = Annotated[str, typer.Option("--settings", help="A settings file instead of your own (see foi settings).")]


@app.command(epilog="Example:  foi letter case.yaml -o letter.docx --template letterhead.docx")
def letter(
    case: CASE,
    out: Annotated[str, typer.Option("--out", "-o", help="The letter: a name ending in .docx, .html, .md or .txt.")],
    template: Annotated[str, typer.Option("--template", help="Your own Word document, filled in at {{letter}}.")] = "",
    settings: SETTINGS = "",
    rules: RULES = "",
    plain: PLAIN = False,
) -> None:
    """Write the letter for a decided case. Exit 0 written, 1 refused because it would be incomplete, 2 bad input."""
    from foi_rules.commands.letter import run as letter_

    raise typer.Exit(letter_(case, out, rules, plain=plain, settings=settings, template=template))


@app.command("check", epilog="Example:  foi check letter.docx")
def check_letter(
    letter: Annotated[
        str, typer.Argument(metavar="LETTER", help="A .docx, .txt, .md, .html, .pdf or .eml, or - for text.")
    ],
    format: Annotated[Format, typer.Option("--format", help="text for people, json for programs.")] = "text",
    on: Annotated[
        str, typer.Option("--on", help="The day of the letter, 2026-11-28; else the date that it bears.")
    ] = "",
    fix: Annotated[str, typer.Option("--fix", help="Write a list of what to insert, for you to complete: a .md.")] = "",
    strict: Annotated[bool, typer.Option("--strict", help="Advice counts as a defect too.")] = False,
    rules: RULES = "",
    plain: PLAIN = False,
) -> None:
    """Say what a letter lacks before it goes, whoever wrote it, with the line.

    Exit 0 sound (there may be advice), 1 defects, 2 it cannot be read. It reads the letter and nothing else: no
    network, no other file.
    """
    from foi_rules.commands.check import Wanted
    from foi_rules.commands.check import run as check_

    raise typer.Exit(check_(letter, Wanted(format, on, fix, rules, strict, plain)))


@app.command(epilog="Example:  foi schedule case.yaml -o schedule.csv")
def schedule(
    case: CASE,
    out: Annotated[str, typer.Option("--out", "-o", help="The schedule: a name ending in .csv.")],
    settings: SETTINGS = "",
    rules: RULES = "",
    plain: PLAIN = False,
) -> None:
    """Write the letter's table of pieces and decisions for a spreadsheet.

    Exit 0 written, 1 refused as the letter would be, 2 bad input.
    """
    from foi_rules.commands.schedule import run as schedule_

    raise typer.Exit(schedule_(case, out, rules, plain=plain, settings=settings))


@app.command(epilog="Example:  foi record case.yaml -o record.docx")
def record(
    case: CASE,
    out: Annotated[str, typer.Option("--out", "-o", help="The record: a name ending in .docx, .html or .json.")],
    settings: SETTINGS = "",
    rules: RULES = "",
    plain: PLAIN = False,
) -> None:
    """Write the record of how the request was decided, for your own files, also while something is open.

    It tells what the letter must not: it is not for the applicant. Exit 0 written, 1 the engines disagree or the
    settings are not filled in, 2 bad input.
    """
    from foi_rules.commands.record import run as record_

    raise typer.Exit(record_(case, out, rules, plain=plain, settings=settings))


@app.command(epilog="Example:  foi settings --new")
def settings(
    file: Annotated[str, typer.Argument(metavar="[FILE]", help="A settings file; else your own.")] = "",
    new: Annotated[bool, typer.Option("--new", help="Write a file to fill in: FILE, or your own.")] = False,
    template: Annotated[str, typer.Option("--new-template", help="Write a Word letterhead to start from.")] = "",
    settings: SETTINGS = "",
    plain: PLAIN = False,
) -> None:
    """Show what stands in every letter of your authority, from where, and what letters still lack.

    The file is your own (in the folder for settings of your account), or the one that FOI_SETTINGS or --settings
    names; FOI_SETTINGS=off is none. Exit 0, or 2 if a file cannot be read or written.
    """
    from foi_rules.commands.settings import run as settings_

    raise typer.Exit(settings_(file, settings, template, new=new, plain=plain))


@app.command(epilog="Example:  foi challenge case.yaml")
def challenge(
    case: CASE,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print the points.")] = "text",
    rules: RULES = "",
    plain: PLAIN = False,
) -> None:
    """List the strongest points against a draft decision, graded, each with what would answer it."""
    from foi_rules.commands.challenge import run as challenge_

    raise typer.Exit(challenge_(case, format, rules, plain=plain))


@app.command(epilog='Example:  foi explain "FOISA s.38(1)(b)"')
def explain(
    what: Annotated[str, typer.Argument(metavar="ID|CITE", help="A ground, fact, finding or defect, or a provision.")],
    case: Annotated[str, typer.Option("--case", help="A case file: explain its decision on the item named.")] = "",
    rules: RULES = "",
    plain: PLAIN = False,
) -> None:
    """Explain a rule in plain English.

    With --case, explain why an item of the case came out as it did.
    """
    from foi_rules.commands.explain import run as explain_

    raise typer.Exit(explain_(what, case, rules, plain=plain))


@app.command(epilog="Example:  foi clock 2026-09-07")
def clock(
    date: Annotated[list[str], typer.Argument(metavar="DATE", help="The day of receipt: 2026-09-07, or 7 Sep 2026.")],
    eirs: Annotated[bool, typer.Option("--eirs", help="Under the Environmental Information Regulations.")] = False,
    review: Annotated[bool, typer.Option("--review", help="DATE is when a requirement for review came.")] = False,
    posted: Annotated[bool, typer.Option("--posted", help="DATE is when it was posted.")] = False,
    replied: Annotated[str, typer.Option("--replied", help="The day on which the reply was received.")] = "",
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print the dates.")] = "text",
    plain: PLAIN = False,
) -> None:
    """Work out when an answer is due.

    The reply, the review and the application to the Commissioner, with the holidays skipped.
    """
    from foi_rules.commands.clock import run as clock_

    code = clock_(
        " ".join(date), eirs=eirs, review=review, posted=posted, replied=replied or None, plain=plain,
        as_json=format == "json",
    )  # fmt: skip
    raise typer.Exit(code)


FOLDER = Annotated[str, typer.Argument(metavar="[FOLDER]", help="A folder of rule files; else the ones of foi.")]


@app.command(epilog='Example:  foi cost "find the files: 433 x 9 min at 13.20; postage: 12"')
def cost(
    lines: Annotated[list[str], typer.Argument(metavar="LINES", help="The estimate, its lines between semicolons.")],
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print the sums.")] = "text",
    plain: PLAIN = False,
) -> None:
    """Add up an estimate: is it over the limit of section 12, and what may be charged?"""
    from foi_rules.commands.cost import run as cost_

    del plain  # there is nothing but lines of text
    raise typer.Exit(cost_(" ".join(lines), as_json=format == "json"))


@rules_app.command(epilog="Example:  foi rules check rules/")
def check(folder: FOLDER = "", plain: PLAIN = False) -> None:
    """Report every mistake in the rule files, each in its place. Exit 0 clean, 1 with findings, 2 unreadable."""
    from foi_rules.commands.rules import check as check_

    raise typer.Exit(check_(folder, plain=plain))


@rules_app.command(epilog="Example:  foi rules test")
def test(
    folder: FOLDER = "",
    match: Annotated[str, typer.Option("--match", "-m", help="Only cases whose file or name holds this.")] = "",
    plain: PLAIN = False,
) -> None:
    """Run the cases that the rule files carry. Exit 0 if all pass, 1 if not, 2 unreadable."""
    from foi_rules.commands.rules import test as test_

    raise typer.Exit(test_(folder, match, plain=plain))


@rules_app.command("list", epilog="Example:  foi rules list --format json")
def list_(
    folder: FOLDER = "",
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print the list.")] = "text",
    plain: PLAIN = False,
) -> None:
    """List every ground that a notice can cite."""
    from foi_rules.commands.rules import grounds

    raise typer.Exit(grounds(folder, format, plain=plain))


@rules_app.command(epilog="Example:  foi rules facts --format json")
def facts(
    folder: FOLDER = "",
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print the list.")] = "text",
    plain: PLAIN = False,
) -> None:
    """List every question, with its answers and its cite."""
    from foi_rules.commands.rules import facts as facts_

    raise typer.Exit(facts_(folder, format, plain=plain))


@rules_app.command(epilog="Example:  foi rules coverage")
def coverage(
    folder: FOLDER = "",
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print the comparison.")] = "text",
    plain: PLAIN = False,
) -> None:
    """Compare the rules with the law.

    Every ground with its questions and cases, every provision, and what is left out on purpose and why. Exit 0 if
    every ground of the master list is there with a case, 1 if not, 2 unreadable.
    """
    from foi_rules.commands.rules import coverage as coverage_

    raise typer.Exit(coverage_(folder, format, plain=plain))


def run() -> NoReturn:
    """Run the command line. Whatever goes wrong, a person sees one clear sentence and never a traceback."""
    from foi_rules.commands.shield import shielded

    sys.exit(shielded(app))
