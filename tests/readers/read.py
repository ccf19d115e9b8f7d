"""Reads documents back with programs that did not write them.

Two packages: a hostile one, whose texts try to be something else, of which every text must arrive in every format as text;
and the example, whose documents must have what their readers work with: styles, heads that repeat, filters, types, tags.
"""

import csv
import datetime
import io
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
from html.parser import HTMLParser

import docx
import icalendar
import openpyxl
import pypdf

ISMS = sys.argv[1]
ROOT = pathlib.Path(__file__).resolve().parents[2]

TEXTS = [
    "a | b | c",
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"http://evil.example\")",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "# not a heading",
    "*star* _under_ `tick` ~~struck~~",
    "[x](javascript:alert(2))",
    "![y](http://evil.example/y.png)",
    "{{ 7191 * 7 }} {% raw %}",
    "&lt;b&gt; &amp; &#x41;",
    "left\u202eright",
    "mark\u200fmark",
    "bell\u0007end",
    "Ünïcöde ß € “quoted” ‘so’",
    "漢字 text",
    "quote \" and ' and \\ back",
    "$x$ #panic(\"x\") @ref <label>",
    "</w:t></w:r> ]]> <!-- x --> %PDF",
    "1. not a list",
    "> not a quote",
    "--- not a rule",
]
# every word can be told from the others: nothing may be lost between two pages
LONG = " ".join(f"w{number:05}" for number in range(5715))
assert len(LONG) >= 40_000
DANGEROUS = {"\u202e": "<U+202E>", "\u200f": "<U+200F>", "\u0007": "<U+0007>"}

checks = 0


def check(true, message):
    global checks
    checks += 1
    if not true:
        sys.exit(f"FAILED: {message}")


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def hostile_package():
    """Each text as the name of something, and in a sentence about it."""
    out = [f"organisation acme {quoted(TEXTS[0])} {{\n  scope {quoted(TEXTS[1])}\n}}\n"]
    for at, text in enumerate([*TEXTS, LONG]):
        text = quoted(text)
        out.append(
            f"role role_{at} {text} {{\n  held_by {text}\n}}\n\n"
            f"asset asset_{at} {text} {{\n  owner role_{at}\n  location {text}\n}}\n\n"
            f"risk R-{at} {text} {{\n  owner role_{at}\n  asset asset_{at}\n  threat {text}\n  likelihood 1\n  consequence 1\n  treat retain because {text}\n}}\n\n"
            f"objective O-{at} {text} {{\n  owner role_{at}\n  target {text}\n  due 2026-12-31\n}}\n\n"
            f"policy POL-{at} {text} {{\n  owner role_{at}\n  version \"1.0\"\n  section {text} text {text}\n}}\n"
        )
    return "\n".join(out)


def build(package, out, formats, *more):
    """Builds; false where this binary makes no such format."""
    command = [ISMS, "build", str(package), "--out", str(out), "--as-of", "2026-06-30", "--formats", formats, *more]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode == 2 and "was built without PDF" in done.stderr:
        return False
    check(done.returncode in (0, 1) and (out / "manifest.json").exists(), f"{package} cannot be built: {done.stderr[-2000:]}")
    return True


def bare(text):
    """Text without what layout adds or takes: blanks, marks for breaks, hyphens at the ends of lines."""
    return re.sub(r"[\s\u00ad\u200b\u2060\u2010-]", "", text)


def shown(text):
    for sign, name in DANGEROUS.items():
        text = text.replace(sign, name)
    return text


def has_all(found, where, letters=None):
    """Every text stands there; `letters` says how a format shows those that it cannot."""
    found = bare(found)
    for text in TEXTS:
        wanted = shown(text)
        wanted = letters(wanted) if letters else wanted
        check(bare(wanted) in found, f"{where} does not have {text!r}")
    words = set(re.findall(r"w\d{5}", found))
    check(len(words) == 5715, f"{where} has {len(words)} of 5715 words of the long text")


class Page(HTMLParser):
    """The text of a page, and whatever could run or be loaded."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text, self.wrong, self.inside = [], [], None

    def handle_starttag(self, tag, attributes):
        if tag in ("script", "style"):
            # a block of JSON is data: no browser runs it
            self.inside = "data" if ("type", "application/json") in attributes else tag
        for name, value in attributes:
            value = value or ""
            if name.startswith("on") or (name in ("src", "srcset", "poster", "data") and not value.startswith("data:image/")):
                self.wrong.append(f"<{tag} {name}={value[:60]}>")
            if name in ("href", "action", "xlink:href") and re.match(r"\s*(javascript|data|vbscript|file):", value, re.I):
                self.wrong.append(f"<{tag} {name}={value[:60]}>")
        if tag in ("iframe", "object", "embed", "base"):
            self.wrong.append(f"<{tag}>")

    def handle_endtag(self, tag):
        if tag == self.inside or (tag == "script" and self.inside == "data"):
            self.inside = None

    def handle_data(self, data):
        if self.inside == "script" and "alert(" in data:
            self.wrong.append("a text of the sources in a script")
        if self.inside == "data":
            if "<" in data:
                self.wrong.append("a tag in a block of data")
            self.text.append(json.dumps(json.loads(data), ensure_ascii=False))
        if self.inside is None:
            self.text.append(data)


def html(path):
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    check(not page.wrong, f"{path.name}: {page.wrong[:3]}")
    return "".join(page.text)


def docx_text(path):
    document = docx.Document(str(path))
    return "".join(node.text or "" for node in document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"))


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, strict=True))


def read_hostile(out):
    for name in ("risk_register", "asset_register", "objectives", "roles"):
        has_all(html(out / f"{name}.html"), f"{name}.html")
        has_all(docx_text(out / f"{name}.docx"), f"{name}.docx")
    for at, text in enumerate([*TEXTS, LONG]):
        for suffix, read in ((".html", html), (".docx", docx_text)):
            found = bare(read(out / "policies" / f"pol-{at}{suffix}"))
            check(found.count(bare(shown(text))) >= 3, f"pol-{at}{suffix}: title, heading and text of {text[:40]!r}")
    for path in sorted(out.rglob("*.html")):
        html(path)
    print(f"html.parser: {len(list(out.rglob('*.html')))} pages, nothing runs, nothing is loaded, every text is there")
    for path in sorted(out.rglob("*.docx")):
        for relation in docx.Document(str(path)).part.rels.values():
            target = relation.target_ref if relation.is_external else ""
            check(not re.match(r"(javascript|file|data):", target, re.I), f"{path.name} leads to {target}")
    print(f"python-docx {docx.__version__ if hasattr(docx, '__version__') else ''}: {len(list(out.rglob('*.docx')))} documents, every text is there")

    tables = {"risk_register": None, "asset_register": None, "objectives": None}
    for path in sorted((out / "registers").glob("*.csv")):
        table = rows(path)
        check(len({len(row) for row in table}) == 1, f"{path.name} has rows of different lengths")
        for row in table:
            for cell in row:
                dangerous = re.match(r"[=+@\t\r-]", cell) and not re.fullmatch(r"-?\d+([.,]\d+)?", cell)
                check(not dangerous, f"{path.name}: a spreadsheet would compute {cell[:40]!r}")
        if path.stem in tables:
            tables[path.stem] = table
            has_all(" ".join(cell for row in table for cell in row), path.name)
    print(f"csv: {len(list((out / 'registers').glob('*.csv')))} tables, no cell is a formula, every text is there")

    for path in sorted(out.rglob("*.json")):
        value = json.loads(path.read_text(encoding="utf-8"))
        if path.stem in tables and path.parent.name == "registers":
            found = []
            stack = [value]
            while stack:
                one = stack.pop()
                stack.extend(one.values() if isinstance(one, dict) else one if isinstance(one, list) else [])
                found.extend([one] if isinstance(one, str) else [])
            text = " ".join(found)
            has_all(shown(text), path.name)
    print(f"json: {len(list(out.rglob('*.json')))} files, every text is there")

    for path in sorted((out / "registers").glob("*.xlsx")):
        book = openpyxl.load_workbook(path)
        found = []
        for sheet in book.worksheets:
            if sheet.title == "Long texts":
                found.append("".join(str(row[5].value) for row in sheet.iter_rows(min_row=2)))
            for row in sheet.iter_rows():
                for cell in row:
                    check(cell.data_type != "f", f"{path.name} {sheet.title} {cell.coordinate} is a formula")
                    found.append(str(cell.value or ""))
        if path.stem in tables or path.stem == "all":
            has_all(" ".join(found), path.name)
    print(f"openpyxl {openpyxl.__version__}: {len(list((out / 'registers').glob('*.xlsx')))} workbooks, no formula, every text is there")

    calendar = icalendar.Calendar.from_ical((out / "calendar.ics").read_bytes())
    events = " ".join(f"{event.get('summary')} {event.get('description')}" for event in calendar.walk("VEVENT"))
    has_all(events, "calendar.ics")
    print(f"icalendar: {len(calendar.walk('VEVENT'))} events, every text is there")


def pdf_text(path):
    return "".join(page.extract_text() for page in pypdf.PdfReader(str(path)).pages)


def read_hostile_pdf(out):
    fonts = lambda text: text.replace("漢", "<U+6F22>").replace("字", "<U+5B57>")
    for name in ("risk_register", "objectives", "asset_register"):
        has_all(pdf_text(out / f"{name}.pdf"), f"{name}.pdf", fonts)
    for at, text in enumerate(TEXTS):
        found = bare(pdf_text(out / "policies" / f"pol-{at}.pdf"))
        check(found.count(bare(fonts(shown(text)))) >= 3, f"pol-{at}.pdf: title, heading and text of {text!r}")
    found = set(re.findall(r"w\d{5}", bare(pdf_text(out / "policies" / f"pol-{len(TEXTS)}.pdf"))))
    check(len(found) == 5715, f"the long policy has {len(found)} of 5715 words")
    for path in sorted(out.rglob("*.pdf")):
        raw = path.read_bytes()
        for active in (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/OpenAction"):
            check(active not in raw, f"{path.name} has {active}")
    print(f"pypdf {pypdf.__version__}: {len(list(out.rglob('*.pdf')))} documents, nothing runs, every text is there")
    if shutil.which("pdftotext"):
        for name in ("risk_register", "objectives"):
            text = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", out / f"{name}.pdf", "-"], capture_output=True, check=True).stdout.decode()
            has_all(text, f"{name}.pdf through pdftotext", fonts)
        print("pdftotext: every text is there")


def read_example(out):
    """What people work with is there."""
    book = openpyxl.load_workbook(out / "registers" / "soa.xlsx")
    sheet = book.worksheets[0]
    check(sheet.freeze_panes and sheet.auto_filter.ref and sheet.data_validations.dataValidation, "soa.xlsx: frozen heads, a filter, lists of words")
    check(sheet.conditional_formatting and sheet.page_setup.orientation == "landscape" and sheet.print_title_rows, "soa.xlsx: colours and the print set-up")
    dates = texts = numbers = 0
    for path in sorted((out / "registers").glob("*.xlsx")):
        for sheet in openpyxl.load_workbook(path).worksheets:
            days = {cell.column for row in sheet.iter_rows() for cell in row if cell.is_date}
            for row in sheet.iter_rows():
                for cell in row:
                    check(cell.data_type != "f", f"{path.name}: a formula")
                    value = cell.value
                    if isinstance(value, (datetime.datetime, datetime.date)):
                        check(cell.is_date, f"{path.name} {cell.coordinate}: a day")
                        dates += 1
                    elif isinstance(value, str):
                        check(cell.column not in days or not re.fullmatch(r"\d{4}-\d\d-\d\d", value), f"{path.name} {sheet.title} {cell.coordinate}: a day as text: {value}")
                        texts += 1
                    elif value is not None:
                        numbers += 1
    ids = [row[0].value for row in openpyxl.load_workbook(out / "registers" / "soa.xlsx").worksheets[0].iter_rows() if isinstance(row[0].value, str)]
    check(sum(bool(re.fullmatch(r"A\.\d+\.\d+", value)) for value in ids) == 93, "soa.xlsx: 93 controls with their numbers as text")
    check(dates > 20 and numbers > 20, "days are days and numbers are numbers")
    print(f"openpyxl: {dates} days, {numbers} numbers, {texts} texts with their types; filters, frozen heads, lists of words, colours, print set-up")

    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    for path in sorted(out.rglob("*.docx")):
        document = docx.Document(str(path))
        check(document.core_properties.title, f"{path.name}: a title")
        styles = {paragraph.style.name for paragraph in document.paragraphs}
        check("Title" in styles, f"{path.name}: {styles}")
        registers = [table for table in document.tables if table.style is not None and table.style.name == "ISMS Table"]
        for table in registers:
            check(table.rows[0]._tr.find(f"{word}trPr/{word}tblHeader") is not None, f"{path.name}: a head that repeats")
        section = document.sections[0]
        fields = "".join(node.text or "" for node in section.footer._element.iter(f"{word}instrText"))
        check("PAGE" in fields and "NUMPAGES" in fields, f"{path.name}: page n of m")
        check(section.header.paragraphs[0].text.strip(), f"{path.name}: a running head")
    styles = {paragraph.style.name for paragraph in docx.Document(str(out / "soa.docx")).paragraphs}
    check({"Title", "Heading 1"} <= styles, f"soa.docx: {styles}")
    print("python-docx: titles, styles of headings, heads that repeat, running heads, page n of m")

    calendar = icalendar.Calendar.from_ical((out / "calendar.ics").read_bytes())
    events = calendar.walk("VEVENT")
    uids = [str(event["uid"]) for event in events]
    check(len(set(uids)) == len(uids) and all(event.get("dtstart") and event.get("dtstamp") for event in events), "calendar.ics")
    print(f"icalendar: {len(events)} events, each with a name of its own and a day")


def read_example_pdf(out):
    pdfs = sorted(out.rglob("*.pdf"))
    for path in pdfs:
        reader = pypdf.PdfReader(str(path))
        root = reader.trailer["/Root"]
        check(root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root and root["/Lang"], f"{path.name} is tagged and says its language")
        check(reader.metadata.title and "isms-sources sha256:" in (reader.metadata.get("/Keywords") or ""), f"{path.name}: title and digest")
        for number, page in enumerate(reader.pages, 1):
            check(bare(f"Page {number} of {len(reader.pages)}") in bare(page.extract_text()), f"{path.name}: page {number} of {len(reader.pages)}")
    check(pypdf.PdfReader(str(out / "soa.pdf")).outline, "soa.pdf has bookmarks")
    print(f"pypdf: {len(pdfs)} documents, tagged, with title, language, digest, bookmarks, page n of m")


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        package = folder / "package"
        package.mkdir()
        (package / "hostile.isms").write_text(hostile_package(), encoding="utf-8")
        meridian = ROOT / "examples" / "meridian"
        formats = "html,docx,xlsx,csv,json,ics,oscal"
        build(package, folder / "hostile", formats, "--draft")
        read_hostile(folder / "hostile")
        build(meridian, folder / "example", formats)
        read_example(folder / "example")
        # some documents of each kind: a binary that is built for tests takes long to lay out a page
        names = ",".join(["risk_register", "objectives", "asset_register", *(f"POL-{at}" for at in range(len(TEXTS) + 1))])
        if build(package, folder / "hostile-pdf", "pdf", "--draft", "--only", names):
            read_hostile_pdf(folder / "hostile-pdf")
            build(meridian, folder / "example-pdf", "pdf", "--only", "soa,roles,risk_register,process_handbook,POL-01")
            read_example_pdf(folder / "example-pdf")
        else:
            print("skipped: this `isms` makes no PDF")
    print(f"{checks} checks")


main()
