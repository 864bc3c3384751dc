"""Every rule of the linter, with a notebook that breaks it and one that does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from nbformat import NotebookNode

from course import lint, rules_kernel, rules_outputs, rules_story
from course.project import LOAD_LIBRARY as LOAD
from making import code, error, notebook, png, printed, proper, saved, text, value


def changed(made: NotebookNode, change: Callable[[NotebookNode], object]) -> NotebookNode:
    """The notebook after a change in place."""
    change(made)
    return made


def timed(seconds: str, sentence: str) -> NotebookNode:
    """A notebook that prints a duration and draws it."""
    draws = 'show(BarChart.of("pages", "s").bar("mine", duration).draw());'
    return proper(
        code("x", printed(f"Downloaded 160 in {seconds} seconds")), code(draws, value(sentence, image_png=png()))
    )


CASES = [
    (
        rules_kernel.wildcard_import_beside_a_comment,
        [
            proper(code("// lists\nimport java.util.*;")),
            proper(code("import java.util.*; /* lists */")),
            proper(code("import static java.lang.Math.*;\n// done")),
        ],
        [
            proper(code("// lists\nimport java.util.List;")),
            proper(code('print("// no comment");\nimport java.util.*;')),
        ],
    ),
    (
        rules_kernel.wildcard_import_outside_the_import_cell,
        [proper(code("import java.awt.*;")), proper(code("import module java.base;"))],
        [proper(code("import java.awt.Color;")), proper(code('print("import java.awt.*;")'))],
    ),
    (
        rules_kernel.library_loaded_first,
        [
            notebook(),
            notebook(text("# A"), code("1 + 1")),
            notebook(code("%classpath other.jar")),
            notebook(code(LOAD + "\n1 + 1")),
        ],
        [proper()],
    ),
    (
        rules_kernel.imports_second,
        [
            notebook(code(LOAD)),
            notebook(code(LOAD), code("int x = 1;")),
            notebook(code(LOAD), code("import java.util.*;\nint x;")),
        ],
        [proper(), notebook(code(LOAD), code("import java.util.List;\n\nimport static java.lang.Math.abs;"))],
    ),
    (
        rules_kernel.display_as_last_statement,
        [
            proper(code("display(x);")),
            proper(code("int x = 1;\ndisplay(\n    x\n);  // shown")),
            proper(code("display(x)")),
        ],
        [
            proper(code("var id = display(x);")),
            proper(code("for (var x : xs) { display(x); }")),
            proper(code("display(x);\nx + 1")),
        ],
    ),
    (
        rules_kernel.printf_as_last_statement,
        [proper(code('System.out.printf("%d;%n", 1);')), proper(code('int x = 1;\nSystem.err.format("a");'))],
        [
            proper(code('System.out.println("%d".formatted(1));')),
            proper(code('System.out.printf("a");\nint x = 1;')),
            proper(code('for (;;) { System.out.printf("a"); }')),
        ],
    ),
    (
        rules_kernel.kernel_named,
        [
            changed(proper(), lambda made: made.metadata.pop("kernelspec")),
            changed(proper(), lambda made: made.metadata.kernelspec.update(name="python3")),
        ],
        [proper()],
    ),
    (
        rules_kernel.language_named,
        [
            changed(proper(), lambda made: made.metadata.pop("language_info")),
            changed(proper(), lambda made: made.metadata.language_info.update(version="25.0.3+9")),
            changed(proper(), lambda made: made.metadata.language_info.pop("pygments_lexer")),
        ],
        [proper()],
    ),
    (
        rules_kernel.long_cells,
        [proper(code("int x = 1;\n" * 21))],
        [proper(code("int x = 1;\n" * 20)), proper(text("word\n\n" * 40))],
    ),
    (
        rules_kernel.wide_lines,
        [proper(code("int x = 1;" + " " * 65 + "x = 2;"))],
        [proper(code("int x = 1;" + " " * 64 + "x = 2;")), proper(text("word " * 40))],
    ),
    (rules_kernel.empty_cells, [proper(code(" \n")), proper(text(""))], [proper(code("1"))]),
    (
        rules_story.title_first,
        [notebook(), notebook(code(LOAD)), notebook(text("## A")), notebook(text("A word"))],
        [proper(), notebook(text("# A\n\ntext"))],
    ),
    (
        rules_story.question_asked,
        [notebook(text("# What?\n\nAn answer.")), notebook(text("# A"), question="no question")],
        [notebook(text("# A"), question="What is it?"), notebook(text("# A\n\n- What is it?"))],
    ),
    (
        rules_story.headings_in_order,
        [proper(text("### Too deep")), proper(text("## A\n\n#### Too deep")), proper(text("# A second title"))],
        [proper(text("## A\n\n### B"), text("### C"), text("## D")), proper(text("## A\n\n```\n# a comment\n```"))],
    ),
    (
        rules_story.pictures_described,
        [proper(text("![](a.png)")), proper(text("![bars](https://x.org/a.png)")), proper(text('<img src="a.png">'))],
        [
            proper(text("![four bars](a.png)")),
            proper(text("`![](a.png)`")),
            proper(text('<img src="a.png" alt="four bars">')),
        ],
    ),
    (
        rules_story.diagrams_are_pictures,
        [proper(text("```mermaid\ngraph\n```")), proper(text("It takes $n \\cdot t$ seconds.")), proper(text("$$x$$"))],
        [proper(text("```java\nint $a, $b;\n```")), proper(text("It takes `$n` and `$m`, or 5 $ and 6 $."))],
    ),
    (
        rules_story.folds_are_closed,
        [
            proper(text("<details>\n<summary>A</summary>\n\nB")),
            proper(text("<details><summary>A</summary>\nB\n\n</details>")),
            proper(text("<details>\n<summary>A</summary>\n\nB\n</details>")),
        ],
        [
            proper(text("<details>\n<summary>A</summary>\n\nB\n\n</details>")),
            proper(text("<details>\n<summary>A</summary>\n\n```java\nint a;\n```\n\n</details>")),
        ],
    ),
    (rules_story.no_styles_or_scripts, [proper(text("<style>p {}</style>"))], [proper(text("`<style>` is a tag"))]),
    (
        rules_story.mirrors_known,
        [proper(code("1", mirrors=["no-such-cell"]))],
        [proper(code("1", mirrors=["synchronous-code"])), proper(code("1"))],
    ),
    (
        rules_story.numbers_not_from_old_runs,
        [
            proper(text("It took 0.175 s.")),
            proper(text("Threads are 20.7 times faster.")),
            proper(text("Nearly 81 % is waiting.")),
            proper(text("It took 3.5 seconds."), code("int a = 3;")),
        ],
        [
            proper(text("With a latency of 100 ms:"), code("var web = latency(100);")),
            proper(text("What happens at 200 ms, and at 1 ms?\n\n<p>\n\nWith 200 ms waiting is nearly all.")),
            proper(text("Each page takes 20 ms."), text("There are 160 pages, downloaded 160 times.")),
            proper(text("10,000 s, `0.3 s` and a version 3.14"), code("sleep(10_000);")),
        ],
    ),
    (
        rules_outputs.charts_agree_with_what_was_printed,
        [
            timed("3.960987801", "pages: synchronous 3.95 s"),
            timed("0.907176286", "pages: threading 0.97 s"),
            timed("0.016379077", "sums: measured 0.16 ms"),
        ],
        [
            timed("3.960987801", "pages: synchronous 3.96 s, 1.24 times the ideal"),
            timed("0.907176286", "pages: threading 907 ms"),
            timed("1234.5678", "pages: 1,230 s"),
            proper(code("x", printed("in 3.9 seconds")), code("draw()", value("Other bars: 7 s", image_png=png()))),
        ],
    ),
    (
        rules_outputs.ids_given,
        [
            changed(proper(), lambda made: made.cells[0].pop("id")),
            changed(proper(), lambda made: made.cells[1].update(id=made.cells[0].id)),
            changed(proper(), lambda made: made.update(nbformat_minor=4)),
        ],
        [proper()],
    ),
    (
        rules_outputs.counts_without_gaps,
        [
            changed(proper(code("1")), lambda made: made.cells[3].update(execution_count=7)),
            changed(proper(), lambda made: made.cells[1].update(execution_count=None)),
        ],
        [proper(code("1"), text("between"), code("2"))],
    ),
    (
        rules_outputs.errors_declared,
        [
            proper(code("x", error("StopIteration"))),
            proper(code("x", raises="StopIteration")),
            proper(code("x", error("another"), raises="StopIteration")),
            changed(
                proper(code("x", error("a"))), lambda made: made.cells[3].metadata.update(tags=["raises-exception"])
            ),
            changed(proper(code("x", raises="A")), lambda made: made.cells[3].metadata.update(tags=[])),
        ],
        [
            proper(code("x", error("concurrency.StopIteration, done"), raises="StopIteration")),
            proper(code("x", printed("fine"))),
        ],
    ),
    (
        rules_outputs.nothing_of_the_machine,
        [
            proper(code("x", printed("in /home/ada/course"))),
            proper(code("x", value("a", text_html="<p>/Users/ada/x</p>"))),
        ],
        [proper(code("x", printed("Read 19210 from http://www.jython.org")))],
    ),
    (
        rules_outputs.nothing_accidental,
        [
            proper(code("x", value("4849752a-f473-4216-a540-edd47d284818"))),
            proper(code("x", value("java.io.PrintStream@526a279d"))),
        ],
        [proper(code("x", value("42"))), proper(code("x", printed("4849752a-f473-4216-a540-edd47d284818")))],
    ),
    (
        rules_outputs.pictures_have_a_sentence,
        [
            proper(code("x", value("BufferedImage@264e9a9b: type = 1 with much more", image_png=png()))),
            proper(code("x", value("", image_png=png()))),
        ],
        [
            proper(code("x", value("Four bars, the longest is waiting.", image_png=png()))),
            proper(code("x", value("7"))),
        ],
    ),
    (
        rules_outputs.pictures_are_opaque_png,
        [
            proper(code("x", value("A picture of bars", image_png=png(colour_type=6)))),
            proper(code("x", value("A picture of bars", **{"image_svg+xml": "<svg/>"}))),
        ],
        [proper(code("x", value("A picture of bars", image_png=png())))],
    ),
    (
        rules_outputs.html_loads_nothing,
        [
            proper(code("x", value("a", text_html='<script src="https://x.org/a.js"></script>'))),
            proper(code("x", value("a", text_html='<link rel="stylesheet" href="//x.org/a.css">'))),
        ],
        [proper(code("x", value("a", text_html='<a href="https://x.org">x</a>')))],
    ),
    (
        rules_outputs.streams_merged,
        [changed(proper(code("x")), lambda made: made.cells[3].update(outputs=[printed("1\n"), printed("2\n")]))],
        [proper(code("x", printed("1\n"), printed("2\n")))],
    ),
]


@pytest.mark.parametrize("rule, bad, good", CASES, ids=[case[0].__name__ for case in CASES])
def test_rule(rule: lint.Rule, bad: list[NotebookNode], good: list[NotebookNode]) -> None:
    for made in bad:
        found = lint.lint(made, "00-test.ipynb", [rule])
        assert found, made.cells
        assert all(finding.sentence and finding.rule == rule.__name__ for finding in found)
    for made in good:
        assert lint.lint(made, "00-test.ipynb", [rule]) == []


def test_every_rule_is_tested() -> None:
    assert {case[0] for case in CASES} == set(lint.RULES)


def test_a_finding_says_where_and_what_to_do() -> None:
    found = lint.lint(proper(code("\nint x = 1;\ndisplay(x);")), "03-asyncio.ipynb")
    assert [str(finding) for finding in found] == [
        "03-asyncio.ipynb, cell 4 `int x = 1;`: end the cell with the value itself, or with a helper that returns "
        "nothing: `display(…)` as the last statement also prints an id [display_as_last_statement]"
    ]


def test_names_and_links_of_files(tmp_path: Path) -> None:
    directory = saved(
        tmp_path,
        n00_start=proper(text("See [this](01-next.ipynb#A), [that](02-none.ipynb), [web](http://x.org).")),
        n01_next=proper(),
        nUntitled=proper(),
    )
    rules = {path.stem: [finding.rule for finding in lint.lint_file(path)] for path in directory.glob("*.ipynb")}
    assert rules == {"00-start": ["links_that_lead_nowhere"], "01-next": [], "Untitled": ["file_name"]}


def test_the_command_lists_findings_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    directory = saved(tmp_path, n00_start=proper(), n01_next=proper(code("display(1);")))
    assert lint.main([], directory) == 1
    assert "01-next.ipynb, cell 4" in capsys.readouterr().out
    assert lint.main(["00"], directory) == 0
    assert lint.main(["00,01"], directory) == 1
    with pytest.raises(SystemExit, match="There is no notebook named 07"):
        lint.main(["07"], directory)
